-- What is typed and not sent.

-- What one person has typed in one place, encrypted; gone when it is sent, or after some days.
CREATE TABLE words_under_way (
    account_id bigint NOT NULL REFERENCES accounts,
    place varchar NOT NULL,
    typed varchar NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, place)
);
CREATE INDEX ix_words_under_way_saved_at ON words_under_way (saved_at);
