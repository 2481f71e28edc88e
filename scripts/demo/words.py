"""What agents and suppliers write in the demonstration: reasons, answers, questions."""

from typing import Final

SUSPENSIONS: Final = (
    ("JUSTIF_ABS", "Le bon de livraison n’est pas joint."),
    ("CMD_EJ_ERR", "Le numéro de bon de commande n’est pas celui de l’année."),
    ("JUSTIF_ABS", "Le procès-verbal de réception n’est pas signé."),
    ("QTE_ERR", "Deux passages ont eu lieu, trois sont facturés."),
    ("LIVR_INCOMP", "Il manque un carton à la livraison."),
    ("COORD_BANC_ERR", "L’IBAN de la facture n’est pas celui du contrat."),
    ("TX_TVA_ERR", "Le taux de la seconde ligne est à vérifier."),
    ("JUSTIF_ABS", "Joignez la liste des personnes présentes au stage."),
)
REJECTIONS: Final = (
    ("DOUBLON", "Cette prestation est déjà facturée."),
    ("DEST_ERR", "Cette prestation a été commandée par une commune."),
    ("FACT_NON_CONFORME", "Les prestations ne sont pas celles de la commande."),
    ("MARCHE_TERM", "Le marché s’est terminé le mois dernier."),
)
ANSWERS: Final = (
    "Voici le document demandé.",
    "Le bon est joint, avec nos excuses.",
    "Corrigé : voir la pièce jointe.",
)
REDIRECTION: Final = "Ce service dépend d’une autre direction."
REMINDER: Final = "Pouvez-vous joindre le document ? Le délai reprendra aussitôt."
QUESTION: Final = "Bonjour, savez-vous quand cette facture sera payée ?"
NOTE: Final = "Vu avec le chef de service : la prestation a bien eu lieu."
GREETING: Final = "Merci de votre attention."
