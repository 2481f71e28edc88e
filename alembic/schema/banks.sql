-- The banks of the territory whose code and BIC are sure; an unknown one never blocks.

INSERT INTO banks (code, name, bic, set_at) VALUES
    ('14158', 'CCP Nouméa', 'CEFNNCN1', now()),
    ('17499', 'BCI', 'BCADNCNN', now()),
    ('18319', 'SGCB', 'SOGENCNN', now());
