-- The banks of the territory whose code and BIC are sure; an unknown one never blocks.

INSERT INTO banks (code, name, bic) VALUES
    ('14158', 'CCP Nouméa', 'CEFNNCN1'),
    ('17499', 'BCI', 'BCADNCNN'),
    ('18319', 'SGCB', 'SOGENCNN');
