"""What a document is for, how much of it is shown."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class DocumentRole(StrEnum):
    """What a document is for."""

    INVOICE = "facture"
    PROOF = "justificatif"
    ATTACHMENT = "piece"


DAY: Final = timedelta(days=1)


PDF = "application/pdf"


MOST_PICTURES = 20
"""Pages shown in the portal; the rest is in the file itself."""
