"""RIDET: a RID of 6 or 7 digits and an établissement number of 3; no check digit is known."""

import re
from typing import Final

from espace_factures.core.typed import bare
from espace_factures.core.words import THIN

LENGTH: Final = 10
RID_LENGTH: Final = 7
ASK: Final = "Écrivez les 9 ou 10 chiffres du RIDET, par exemple 0 047 688 001."


def parse(text: str) -> str:
    """The ten digits; spaces, dots, dashes and « RIDET n° » in front are fine; ValueError says what to write."""
    digits = bare(text, "ridet", "rid", "de", "du")
    if not re.fullmatch(r"[0-9]{9,10}", digits):
        raise ValueError(ASK)
    return digits.zfill(LENGTH)


def rid(ridet: str) -> str:
    """The enterprise's seven digits."""
    return ridet[:RID_LENGTH]


def display(ridet: str) -> str:
    """« 047 688.001 », or « 1 234 567.001 » for a RID of seven digits."""
    enterprise, place = ridet[:RID_LENGTH], ridet[RID_LENGTH:]
    if enterprise.startswith("0"):
        return f"{enterprise[1:4]}{THIN}{enterprise[4:]}.{place}"
    return f"{enterprise[0]}{THIN}{enterprise[1:4]}{THIN}{enterprise[4:]}.{place}"
