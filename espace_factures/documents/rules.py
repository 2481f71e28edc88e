"""What a document is for, how many an account sends, how much of it is shown."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class DocumentRole(StrEnum):
    """What a document is for."""

    INVOICE = "facture"
    PROOF = "justificatif"
    ATTACHMENT = "piece"


DAY: Final = timedelta(days=1)


DOCUMENTS_A_DAY: Final = 500
"""Each is read in a process of its own, and kept: a whole day's work of a supplier, not of a machine."""


PDF = "application/pdf"


MOST_PICTURES = 20
"""Pages shown in the portal; the rest is in the file itself."""
