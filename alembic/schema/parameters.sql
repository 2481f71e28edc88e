-- The parameters that a new portal starts with, and the rule each comes from.

INSERT INTO parameter_values (parameter, valid_from, value, text, set_at) VALUES
    ('payment-period-days', '2018-01-01 00:00+11', 30,
        'délibération 136/CP, art. 71, remplacée en 2020 par la délibération 424', now()),
    ('rib-cooling-off-hours', '2018-01-01 00:00+11', 48, '', now()),
    ('rib-cooling-off-after-change-hours', '2018-01-01 00:00+11', 72, '', now()),
    ('largest-document-megabytes', '2018-01-01 00:00+11', 25, '', now()),
    ('documents-a-day', '2018-01-01 00:00+11', 500, '', now()),
    ('files-a-message', '2018-01-01 00:00+11', 5, '', now());

INSERT INTO tgc_rates (rate, valid_from, set_at) VALUES
    (3, '2018-10-01', now()),
    (6, '2018-10-01', now()),
    (11, '2018-10-01', now()),
    (22, '2018-10-01', now());
