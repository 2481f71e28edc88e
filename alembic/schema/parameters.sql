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

INSERT INTO usual_sentences (kind, code, body, rank, is_on, set_at)
SELECT kind, code, body, row_number() OVER (PARTITION BY kind, code), true, now() FROM (VALUES
    ('facture', 'JUSTIF_ABS', 'Joignez le bon de livraison signé.'),
    ('facture', 'JUSTIF_ABS', 'Joignez le procès-verbal de réception.'),
    ('facture', 'JUSTIF_ABS', 'Joignez le détail des heures ou des quantités facturées.'),
    ('facture', 'COORD_BANC_ERR', 'Choisissez un RIB validé de votre établissement.'),
    ('facture', 'COORD_BANC_ERR', 'L’IBAN écrit sur la facture n’est pas celui que vous avez choisi : dites-nous lequel est le bon.'),
    ('facture', 'CREANCIER_ERR', 'La facture est établie par une autre entreprise que celle qui la dépose.'),
    ('facture', 'CMD_EJ_ERR', 'Indiquez le numéro du bon de commande.'),
    ('facture', 'CMD_EJ_ERR', 'Le bon de commande indiqué est soldé : demandez-en un autre à la direction qui a commandé.'),
    ('facture', 'FACT_NON_CONFORME', 'Le montant dépasse celui du bon de commande.'),
    ('facture', 'LIVR_INCOMP', 'Une partie de la livraison n’est pas arrivée.'),
    ('facture', 'MONTANTTOTAL_ERR', 'Le total TTC n’est pas la somme du HT et de la TGC.'),
    ('facture', 'TX_TVA_ERR', 'Le taux de TGC n’est pas celui qui s’applique à cette prestation.'),
    ('facture', 'NON_CONFORME', 'Le RIDET manque sur la facture.'),
    ('facture', 'NON_CONFORME', 'La date ou le numéro manque sur la facture.'),
    ('facture', 'DOUBLON', 'Cette facture porte le numéro d’une facture déjà déposée.'),
    ('facture', 'QTE_ERR', 'La quantité facturée n’est pas celle que nous avons reçue.'),
    ('rib', 'JUSTIF_ABS', 'Joignez un relevé lisible, de moins de trois mois.'),
    ('rib', 'COORD_BANC_ERR', 'L’IBAN saisi n’est pas celui du relevé.'),
    ('rib', 'CREANCIER_ERR', 'Le titulaire du compte doit être l’établissement.'),
    ('habilitation', 'JUSTIF_ABS', 'Joignez un avis de situation au RIDET ou un extrait Kbis.'),
    ('habilitation', 'JUSTIF_EXPIRE', 'Joignez un justificatif de moins de trois mois.'),
    ('habilitation', 'NON_REPRESENTANT', 'Joignez une délégation signée par le représentant légal.')
) AS usual (kind, code, body);
