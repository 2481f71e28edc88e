"""What may leave of each table, by the name it bears in the ZIP; a column that is not named here stays."""

from collections.abc import Mapping
from typing import Final

Columns = Mapping[str, str]

ACCOUNT: Final[Columns] = {
    "courriel": "email",
    "courriel_confirme_le": "email_proved_at",
    "civilite": "civility",
    "prenom": "first_name",
    "nom": "last_name",
    "date_de_naissance": "birth_date",
    "mobile": "mobile",
    "mobile_confirme_le": "mobile_proved_at",
    "contact_preferentiel": "preferred_contact",
    "cree_le": "created_at",
    "active_le": "activated_at",
    "conditions_acceptees_le": "terms_accepted_at",
}
FORMER_CONTACT: Final[Columns] = {
    "canal": "channel",
    "contact": "value",
    "confirme_le": "proved_at",
    "quitte_le": "left_at",
}
PASSKEY: Final[Columns] = {"nom": "name", "ajoutee_le": "created_at", "utilisee_le": "last_used_at"}
IDENTITY: Final[Columns] = {"fournisseur": "issuer", "identifiant": "subject", "reliee_le": "linked_at"}
MEMBERSHIP: Final[Columns] = {
    "fonction": "position",
    "service": "department",
    "dernier_jour": "expires_on",
    "depuis": "created_at",
    "fin": "ended_at",
}
HABILITATION: Final[Columns] = {
    "ridet": "ridet",
    "etablissement": "name",
    "adresse": "address",
    "activite": "activity",
    "fonction": "position",
    "service": "department",
    "decidee_le": "decided_at",
}
INVOICE: Final[Columns] = {
    "numero": "number",
    "date": "issued_on",
    "bon_de_commande": "order_number",
    "total_ht": "total_ht",
    "tgc": "taxes",
    "total_ttc": "total_ttc",
    "montant_admis": "admitted_ttc",
    "iban": "iban",
    "deposee_le": "deposited_at",
    "statut_depuis": "status_at",
    "payee_le": "paid_on",
}
CREDIT_NOTE: Final[Columns] = {
    "numero": "number",
    "date": "issued_on",
    "total_ht": "total_ht",
    "tgc": "taxes",
    "total_ttc": "total_ttc",
    "deposee_le": "deposited_at",
}
DRAFT: Final[Columns] = {"saisie": "values", "commence_le": "created_at", "modifie_le": "updated_at"}
RIB: Final[Columns] = {
    "iban": "iban",
    "bic": "bic",
    "banque": "bank_name",
    "titulaire": "holder",
    "par_defaut": "is_default",
    "utilisable_des": "usable_from",
    "ajoute_le": "created_at",
}
REQUEST: Final[Columns] = {
    "reference": "reference",
    "nature": "kind",
    "titre": "title",
    "statut": "status",
    "ouverte_le": "created_at",
    "modifiee_le": "updated_at",
}
EVENT: Final[Columns] = {"le": "at", "statut": "status", "motif": "reason_code", "commentaire": "comment"}
MESSAGE: Final[Columns] = {"le": "at", "texte": "body"}
WORDS: Final[Columns] = {"endroit": "place", "saisie": "typed", "le": "saved_at"}
DOCUMENT: Final[Columns] = {"nom": "name", "depose_le": "created_at", "taille": "size", "sha256": "sha256"}
NOTICE: Final[Columns] = {"le": "created_at", "lien": "link", "lue_le": "read_at"}
SESSION: Final[Columns] = {
    "adresse": "address",
    "ouverte_le": "created_at",
    "vue_le": "last_seen_at",
    "expire_le": "expires_at",
    "fermee_le": "revoked_at",
}
ENTRY: Final[Columns] = {
    "le": "at",
    "action": "action",
    "nature": "label",
    "objet": "subject",
    "details": "details",
    "adresse": "address",
}
