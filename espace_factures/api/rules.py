"""What a token is made of, what it may open, and how long it lasts."""

import re
import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """One thing that a program may do."""

    INVOICES_READ = "factures:lire"
    RIBS_READ = "ribs:lire"
    ORDERS_READ = "bons:lire"


SCOPES: Final[Mapping[Scope, tuple[str, str]]] = {
    Scope.INVOICES_READ: ("Lire les factures", "leur statut, leur historique, leurs documents et leur certificat"),
    Scope.RIBS_READ: ("Lire les RIB", "leur statut, numéros masqués"),
    Scope.ORDERS_READ: ("Lire les bons de commande", "leurs lignes et ce qu’il en reste"),
}
"""What each is called, and what it means."""

BEFORE: Final = "esfact_"
"""What every token begins with: who looks for lost secrets in files finds it by that."""
SHAPE: Final = re.compile(rf"{BEFORE}[A-Za-z0-9_-]{{43}}[0-9a-f]{{8}}")
LONGEST: Final = timedelta(days=365)
SHOWN: Final = 4
MOST_LIVING: Final = 20
"""Tokens of one établissement at a time."""

PAST: Final = "Choisissez une date à venir."
TOO_FAR: Final = "Choisissez une date dans un an au plus : le jeton se renouvelle."
AFTER_YOU: Final = "Votre propre accès finit avant : choisissez une date qui ne le dépasse pas."


def whole(secret: str) -> str:
    """The token of a secret of 256 bits: the end is computed from the rest, so that a typing fault is seen at once."""
    return f"{BEFORE}{secret}{_check(BEFORE + secret)}"


def is_possible(token: str) -> bool:
    """Whether this could be one of ours: nothing else is looked for."""
    return bool(SHAPE.fullmatch(token)) and _check(token[:-8]) == token[-8:]


def expiry_fault(expires_on: date, today: date, own_end: date | None) -> str:
    """What to correct of a token's last day, or nothing."""
    if expires_on < today:
        return PAST
    if expires_on > today + LONGEST:
        return TOO_FAR
    return AFTER_YOU if own_end and expires_on > own_end else ""


def _check(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
