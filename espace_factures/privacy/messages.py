"""LISEZMOI.txt: what each file of the ZIP is."""

from datetime import datetime
from typing import Final

from espace_factures.core.calendar import moment
from espace_factures.core.words import NBSP

README: Final = "LISEZMOI.txt"
FILES: Final = {
    "compte.json": "votre identité, vos contacts et ce qui protège votre compte",
    "habilitations.json": "les établissements pour lesquels vous pouvez agir, vos demandes d’habilitation",
    "factures.json": "les factures et les avoirs que vous avez déposés, et vos brouillons",
    "rib.json": "les RIB que vous avez ajoutés",
    "demandes.json": "vos demandes : leur historique, leur conversation, leurs documents, vos saisies en cours",
    "notifications.json": "ce que le portail vous a annoncé",
    "abonnements.json": "les messages que vous recevez, et comment",
    "sessions.json": "vos connexions",
    "journal.json": "ce que vous avez fait sur le portail",
}


def readme(origin: str, at: datetime) -> str:
    """The first thing to read."""
    widest = max(map(len, (*FILES, "documents/")))
    lines = [
        "Vos données sur le portail de la Province Sud",
        f"{origin} – fichier préparé le {moment(at)}.".replace(NBSP, " "),
        "",
        *(f"{name.ljust(widest)}  {what}" for name, what in FILES.items()),
        f"{'documents/'.ljust(widest)}  les fichiers que vous avez déposés",
        "",
        "Les fichiers .json sont du texte (UTF-8). Les heures sont celles de Nouméa, les montants en francs CFP.",
        "Votre mot de passe n’y est pas : le portail n’en garde que l’empreinte.",
        "",
    ]
    return "\r\n".join(lines)
