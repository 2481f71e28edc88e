"""XPF: whole francs everywhere, written the French way."""

import contextlib
import re
from typing import Final

from espace_factures.core.typed import unlabelled
from espace_factures.core.words import NBSP, grouped

LARGEST: Final = 10**12
UNIT: Final = r"(?:(?:francs?)?(?:f?\.?c\.?f\.?p\.?|xpf|f|francs?))"
AROUND: Final = re.compile(rf"^{UNIT}|{UNIT}?(?:ht|ttc)?$", re.IGNORECASE)
APOSTROPHES: Final = re.compile(r"(?<=[0-9])['’ʼ`´](?=[0-9]{3}(?![0-9]))")
LABELS: Final = ("montant", "total", "net", "à payer", "ht", "ttc", "tgc")
ZERO_CENTS: Final = re.compile(r"[.,]0{1,2}$")
GROUPED: Final = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
DECIMALS: Final = re.compile(r"[0-9][0-9.]*,[0-9]+|[0-9]+\.[0-9]+")
MINUS: Final = ("-", "\u2212", "\u2013", "\u2014", "(")


def francs(amount: int) -> str:
    """« 161 500 F »."""
    return f"{grouped(amount)}{NBSP}F"


def francs_cfp(amount: int) -> str:
    """« 1 234 567 F CFP »."""
    return f"{grouped(amount)}{NBSP}F{NBSP}CFP"


def francs_if_any(text: str) -> int | None:
    """What bounds a list: the same as `parse_francs`, and nothing for what is no amount."""
    with contextlib.suppress(ValueError):
        return parse_francs(text) if text else None
    return None


def parse_francs(text: str) -> int:
    """Whole francs typed by a person; ValueError says what to write."""
    bare = APOSTROPHES.sub("", "".join(unlabelled(text, *LABELS).split()))
    bare = AROUND.sub("", bare).removeprefix("+")
    bare = ZERO_CENTS.sub("", bare)
    if GROUPED.fullmatch(bare):
        bare = re.sub(r"[.,]", "", bare)
    if bare.startswith(MINUS):
        raise ValueError("Écrivez un montant positif.")
    if DECIMALS.fullmatch(bare):
        raise ValueError("Le franc CFP n’a pas de centimes : écrivez un montant entier.")
    if not re.fullmatch(r"[0-9]+", bare):
        raise ValueError("Écrivez un montant en francs, par exemple 150 000.")
    if len(bare) > len(str(LARGEST)) or int(bare) > LARGEST:
        raise ValueError("Ce montant est trop grand : vérifiez le nombre de chiffres.")
    return int(bare)
