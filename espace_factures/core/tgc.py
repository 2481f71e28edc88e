"""TGC rates, in percent: how one is written, and the field of a form that takes its amount."""

import re
from decimal import Decimal
from typing import Final

from espace_factures.core.words import NBSP

GREATEST: Final = 30
"""In percent: no rate is higher. The highest is 22 today, and 27 is the highest tax on consumption anywhere."""
FIELD: Final = re.compile(r"tgc_([0-9]{1,2}(?:_[0-9]{1,2})?)")


def plain(rate: Decimal) -> str:
    """The rate without trailing zeros: 6.00 → 6, 5.50 → 5.5."""
    text = f"{rate:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(rate: Decimal) -> str:
    """« 5,5 % »."""
    return f"{plain(rate).replace('.', ',')}{NBSP}%"


def label(rate: Decimal) -> str:
    """« TGC 5,5 % »."""
    return f"TGC {plain(rate).replace('.', ',')} %"


def field_of(rate: Decimal) -> str:
    """The form's field for the amount of this rate: tgc_6, tgc_5_5."""
    return f"tgc_{plain(rate).replace('.', '_')}"


def rate_of(field: str) -> Decimal | None:
    """The rate whose amount the field takes; None for any other field."""
    found = FIELD.fullmatch(field)
    return Decimal(found[1].replace("_", ".")) if found else None
