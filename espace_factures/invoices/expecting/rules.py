"""When the money is to be expected: from what the direction did over ninety days, never from fewer than twenty."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from espace_factures.core.calendar import noumea_date

FEWEST: Final = 20
"""Under so many, a median says more of one invoice than of a direction."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What a direction took from the deposit to the payment: half in `median_days`, eight in ten in `most_days`."""

    invoices: int = 0
    median_days: int = 0
    most_days: int = 0

    @property
    def is_told(self) -> bool:
        """Whether there are enough to tell."""
        return self.invoices >= FEWEST


@dataclass(frozen=True, slots=True)
class Expected:
    """Between which days half, then eight in ten, of the direction's invoices would be paid."""

    first: date
    last: date


class Certainty(StrEnum):
    """How sure a payment is, the surest first."""

    ORDERED = "ordre"
    GOING = "en-cours"
    SUSPENDED = "suspendu"


class Coming(NamedTuple):
    """What is to be paid in the week of a Monday, as far as its day can be told."""

    certainty: Certainty
    week: date | None
    invoices: int
    amount: int


def expected(deposited_at: datetime, stopped_seconds: int, usual: Usual, now: datetime) -> Expected | None:
    """Nothing where too few are known, nor once eight in ten would be paid already; never a day that is past."""
    if not usual.is_told:
        return None
    start = deposited_at + timedelta(seconds=stopped_seconds)
    first, last = (noumea_date(start + timedelta(days=days)) for days in (usual.median_days, usual.most_days))
    today = noumea_date(now)
    return Expected(max(first, today), last) if last >= today else None
