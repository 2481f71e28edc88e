"""What may wait for a supplier, the most pressing first."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

SHOWN: Final = 3
"""Of each kind: a page shows no more of them all."""


class Waits(StrEnum):
    """One kind of thing that waits."""

    SUSPENDED = "facture-suspendue"
    REFUSED = "rib-refuse"
    RIB_TO_CHOOSE = "rib-a-choisir"
    RIB_TO_ADD = "rib-a-ajouter"
    HABILITATION = "habilitation"
    INVITATION = "invitation"
    MESSAGE = "message"


class Waiting(NamedTuple):
    """One thing that waits: what it is called, since when, why; `total` is how many of its kind there are."""

    kind: Waits
    reference: str
    name: str
    since: datetime
    amount: int | None
    invoices: int
    code: str
    reason: str
    comment: str
    total: int


def ranked(found: Iterable[Waiting]) -> list[Waiting]:
    """The most pressing kind first, then the oldest."""
    order = list(Waits)
    return sorted(found, key=lambda one: (order.index(one.kind), one.since))
