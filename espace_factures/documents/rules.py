"""What a document is for, how much of it is shown."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final


class DocumentRole(StrEnum):
    """What a document is for."""

    INVOICE = "facture"
    PROOF = "justificatif"
    ATTACHMENT = "piece"
    ORDERS = "commandes"
    PAYMENTS = "paiements"


SHEETS: Final = frozenset({DocumentRole.ORDERS, DocumentRole.PAYMENTS})
"""Rows of the Province's finances: its own, whoever sent them."""


class Scan(StrEnum):
    """What the antivirus said of a document."""

    NOT_ASKED = "non-demande"
    WAITING = "en-attente"
    CLEAN = "sain"
    INFECTED = "infecte"


INFECTED: Final = "Ce fichier contient un programme malveillant : il n’est pas accepté. Faites analyser votre appareil."
HELD: Final[Mapping[Scan, str]] = {
    Scan.WAITING: "Ce document est en cours d’analyse : il s’ouvrira dans un instant.",
    Scan.INFECTED: "Ce document contient un programme malveillant : il ne s’ouvre plus.",
}
"""Why a document is not served to anybody."""

PLACES: Final = 2
"""Files of one account in flight at once: a reading takes a processor, and others have theirs to send."""

BUSY: Final = "Deux fichiers sont déjà en cours d’envoi : attendez que l’un d’eux soit arrivé, puis recommencez."

PLACE_KEPT: Final = timedelta(minutes=2)
"""As long as a browser waits for the answer; a place that a crash left taken is free again after it."""


PDF = "application/pdf"
SHEET: Final = "text/csv"

PROOFS: Final = frozenset({PDF, "image/jpeg", "image/png"})
"""What proves who one is, or which account one has: a PDF or a photo."""


MOST_PICTURES = 20
"""Pages shown in the portal; the rest is in the file itself."""


def too_large(megabytes: int) -> str:
    """Why a file is refused before it is read."""
    return f"Ce fichier dépasse {megabytes} Mo : choisissez un fichier plus léger."
