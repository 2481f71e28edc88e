-- What is counted beside the invoices, so that no page reads a million of them; a job counts each day again until it is over.

-- How many invoices of a direction were deposited, suspended, cleared… on a day, their sum, and how long it took.
CREATE TABLE daily_figures (
    direction_id bigint REFERENCES directions,
    day date,
    counted varchar,
    detail varchar,
    invoices integer NOT NULL,
    amount bigint NOT NULL,
    seconds bigint NOT NULL,
    PRIMARY KEY (direction_id, day, counted, detail)
);
CREATE INDEX ix_daily_figures_day ON daily_figures (day);

-- The same by month: what a page reads.
CREATE TABLE monthly_figures (
    direction_id bigint REFERENCES directions,
    month date,
    counted varchar,
    detail varchar,
    invoices integer NOT NULL,
    amount bigint NOT NULL,
    seconds bigint NOT NULL,
    PRIMARY KEY (direction_id, month, counted, detail)
);
CREATE INDEX ix_monthly_figures_month ON monthly_figures (month);

-- How many invoices of a direction ended a step on a day, after so many whole days.
CREATE TABLE daily_delays (
    direction_id bigint REFERENCES directions,
    day date,
    step varchar,
    days integer,
    invoices integer NOT NULL,
    PRIMARY KEY (direction_id, day, step, days)
);
CREATE INDEX ix_daily_delays_day ON daily_delays (day);

-- The delays of a step over the last ninety days, in a direction, or in the whole Province (0): what a page reads.
CREATE TABLE delay_summaries (
    direction_id bigint,
    step varchar,
    invoices integer NOT NULL,
    median_days integer NOT NULL,
    most_days integer NOT NULL,
    PRIMARY KEY (direction_id, step)
);

-- How far the figures go; one row.
CREATE TABLE countings (
    id integer PRIMARY KEY,
    until timestamptz NOT NULL
);
