"""The rules of EN 16931 that suppliers break most, in French, each with the field of the deposit it touches."""

EXPLANATIONS = {
    "BR-01": ("document", "Le profil de la facture n’est pas indiqué"),
    "BR-02": ("number", "Le numéro de facture manque"),
    "BR-03": ("issued_on", "La date de facture manque"),
    "BR-04": ("document", "Le type de document manque"),
    "BR-05": ("document", "La devise manque"),
    "BR-06": ("document", "Le nom du fournisseur manque"),
    "BR-07": ("document", "Le nom de l’acheteur manque"),
    "BR-08": ("document", "L’adresse du fournisseur manque"),
    "BR-09": ("document", "Le pays du fournisseur manque"),
    "BR-10": ("document", "L’adresse de l’acheteur manque"),
    "BR-11": ("document", "Le pays de l’acheteur manque"),
    "BR-12": ("document", "La somme des lignes manque"),
    "BR-13": ("total_ht", "Le total HT manque"),
    "BR-14": ("total_ttc", "Le total TTC manque"),
    "BR-15": ("total_ttc", "Le montant à payer manque"),
    "BR-16": ("document", "La facture n’a aucune ligne"),
    "BR-22": ("document", "Une ligne n’a pas de quantité"),
    "BR-24": ("document", "Une ligne n’a pas de montant"),
    "BR-25": ("document", "Une ligne n’a pas de désignation"),
    "BR-26": ("document", "Une ligne n’a pas de prix unitaire"),
    "BR-50": ("iban", "Le compte bancaire du virement manque"),
    "BR-61": ("iban", "Le compte bancaire du virement manque"),
    "BR-CO-09": ("document", "L’identifiant fiscal ne commence pas par un code de pays"),
    "BR-CO-10": ("document", "La somme des lignes ne tombe pas juste"),
    "BR-CO-11": ("document", "La somme des remises ne tombe pas juste"),
    "BR-CO-12": ("document", "La somme des frais ne tombe pas juste"),
    "BR-CO-13": ("total_ht", "Le total HT ne correspond pas aux lignes, aux remises et aux frais"),
    "BR-CO-14": ("document", "La taxe totale n’est pas la somme des taxes par taux"),
    "BR-CO-15": ("total_ttc", "Le total TTC n’est pas la somme du total HT et de la taxe"),
    "BR-CO-16": ("total_ttc", "Le montant à payer ne correspond pas au total TTC"),
    "BR-CO-17": ("document", "La taxe d’un taux ne correspond pas à sa base"),
    "BR-CO-18": ("document", "La taxe par taux manque"),
    "BR-CO-25": ("document", "Ni l’échéance ni les conditions de paiement ne sont indiquées"),
    "BR-CO-26": ("document", "Le fournisseur n’a aucun identifiant"),
    "BR-S-01": ("document", "La taxe au taux normal n’est pas détaillée"),
    "BR-S-02": ("document", "L’identifiant fiscal du fournisseur manque"),
    "BR-S-08": ("document", "La base d’un taux ne correspond pas à ses lignes"),
    "BR-S-09": ("document", "La taxe d’un taux ne correspond pas à sa base"),
}


def explain(code: str) -> tuple[str, str]:
    """The field and the explanation of a rule; a rule without its own gets a general one."""
    return EXPLANATIONS.get(code, ("document", "Une règle de la facture électronique n’est pas respectée"))
