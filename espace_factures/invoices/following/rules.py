"""What a list of invoices is asked for, and the parts of the supplier's: what waits, goes on, is paid, is over."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures.core.keyset import Cursor
from espace_factures.invoices.rules import AWAITING_PAYMENT, Status

PAGE_SIZE: Final = 25
MOST_COUNTED: Final = 10_000
"""Rows whose sum is said; past them a list says that there are more."""
TELLING_LENGTH: Final = 3
"""Signs of a search that an index knows; a shorter one is looked for in the latest invoices alone."""
LOOKED_THROUGH: Final = 5_000
"""The latest invoices of an établissement, for what is too short."""
PARTS: Final[Mapping[str, tuple[str, Set[Status]]]] = {
    "": ("Toutes", frozenset(Status)),
    "a-completer": ("À compléter", frozenset({Status.SUSPENDED})),
    "en-cours": ("En cours", AWAITING_PAYMENT - {Status.SUSPENDED}),
    "payees": ("Payées", frozenset({Status.PAID})),
    "closes": ("Closes", frozenset({Status.REJECTED, Status.WITHDRAWN})),
}
"""By the name that the address bears."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many invoices, and what they come to in XPF."""

    invoices: int = 0
    amount: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.invoices + other.invoices, self.amount + other.amount)


def share(totals: Mapping[Status, Share], statuses: Set[Status]) -> Share:
    """What is in these statuses."""
    return sum((found for status, found in totals.items() if status in statuses), Share())


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for; empty values filter nothing."""

    search: str = ""
    statuses: tuple[Status, ...] = ()
    establishment_id: int = 0
    direction_id: int = 0
    since: datetime | None = None
    until: datetime | None = None
    """The instant before which."""
    lowest: int | None = None
    highest: int | None = None
    sort: str = "recentes"
    cursor: Cursor | None = None
    size: int = 0
    """Rows of a page; 0 for those of a screen."""
    is_few: bool = False
    """Whether all that answers was counted: it is then found whole and put in order, wherever it stands in the list."""

    @property
    def is_plain(self) -> bool:
        """Whether the totals that are kept say what answers: nothing but an établissement and statuses."""
        asked = (self.search, self.direction_id, self.since, self.until)
        return not any(asked) and self.lowest is None and self.highest is None
