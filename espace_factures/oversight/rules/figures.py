"""What is counted of the invoices, and the steps whose delays are measured."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

WINDOW: Final = timedelta(days=90)
"""Over which delays are told: long enough to have some of each, short enough to be those of now."""
MONTHS: Final = 12
THE_PROVINCE: Final = 0
"""In place of a direction's number: all of them."""
LONGEST_DAYS: Final = 999
CENT: Final = 100


class Counted(StrEnum):
    """What is counted of a day: `detail` is the coded reason of a suspension or of a rejection."""

    DEPOSITED = "deposee"
    SUSPENDED = "suspendue"
    REJECTED = "rejetee"
    CLEARED = "liquidee"
    UNTOUCHED = "sans-reprise"
    PAID = "payee"


class Step(StrEnum):
    """A part of the way of an invoice; the time that the supplier took to answer is a step of its own."""

    CHECKED = "verification"
    CLEARED = "liquidation"
    ORDERED = "mandatement"
    PAID = "paiement"
    WHOLE = "total"
    ANSWERED = "reponse"


STEPS: Final[Mapping[Step, str]] = {
    Step.CHECKED: "Du dépôt au service fait",
    Step.CLEARED: "Du service fait à la liquidation",
    Step.ORDERED: "De la liquidation au mandat",
    Step.PAID: "Du mandat au paiement",
    Step.WHOLE: "Du dépôt au paiement",
    Step.ANSWERED: "Réponse du fournisseur à une suspension",
}
"""As tables name them. Suspended days are put aside, but in the last."""


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)


def month_before(day: date, months: int) -> date:
    """The first day of the month so many months before that of a day."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def months_until(day: date, count: int) -> list[date]:
    """So many months, the one of this day the last."""
    return [month_before(day, back) for back in reversed(range(count))]


def share(part: int, whole: int) -> int:
    """Of a hundred, rounded."""
    return round(CENT * part / whole) if whole else 0
