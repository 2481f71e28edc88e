"""What a dropped document says of its invoice, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024
LARGEST_MEGABYTES: Final = 50
"""A file that comes in is held in memory whole, by the server then by the reader, which has twenty times as much."""
CREDIT_NOTE: Final = "credit_note"
"""The code of the finding that a document gives money back."""
NOTHING_READ: Final = "nothing_read"
"""The code of the finding that a document says nothing certain."""


class DocumentKind(StrEnum):
    """What the content of a file is, whatever its name claims."""

    PDF = "PDF"
    FACTURX = "Factur-X"
    UBL = "UBL"
    CII = "CII"
    IMAGE = "Image"
    SHEET = "CSV"


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know or to correct, in a French sentence, tied to a field of the deposit when there is one."""

    code: str
    level: Level
    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is seen: a page, from 1, and a box in parts of that page as it is shown, from its top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ReadInvoice:
    """What was read; None where the document says nothing. Amounts in whole XPF, only when the currency is XPF."""

    kind: DocumentKind
    media_type: str
    pages: int = 0
    number: str | None = None
    issued_on: date | None = None
    currency: str | None = None
    is_credit_note: bool = False
    total_ht: int | None = None
    total_ttc: int | None = None
    taxes: tuple[tuple[str, int], ...] = ()
    """(rate as written without trailing zeros: "6", "11", "5.5"; amount in XPF)."""
    iban: str | None = None
    order_number: str | None = None
    seller_name: str | None = None
    seller_ridet: str | None = None
    source: str = ""
    """Where the values come from: "xml", "text", "picture", or "" when nothing was read."""
    findings: tuple[Finding, ...] = field(default=())
    places: Mapping[str, Place] = field(default_factory=dict)
    """By the name of the value here, or of its field for a tax (tgc_6); none for what comes from an XML."""
    has_more: bool = False
    """Its pictures were not recognised yet, which takes seconds."""
