-- How often something was tried.

-- How many times something was tried in the present window.
CREATE TABLE rate_buckets (
    key varchar PRIMARY KEY,
    window_ends_at timestamptz NOT NULL,
    hits integer NOT NULL
);
