"""Payments: which status is shown, what becomes of a line of a file, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from espace_factures.core.calendar import short_date
from espace_factures.core.money import francs
from espace_factures.invoices.rules import STAGES, TO_PAY, Status

PAGE_SIZE: Final = 25
MOST_EXPORTED: Final = 5_000
MOST_ROWS: Final = 5_000
"""Of a file of payments: each line is a transaction."""
MOST_TOLD: Final = 200
STAGES_TO_PAY: Final = tuple(status for status in Status if status in TO_PAY)

UNKNOWN: Final = "Aucune facture ne porte cette référence."
EARLY: Final = "La date du paiement précède le dépôt de la facture."
LATE: Final = "La date du paiement est dans le futur."


class Outcome(StrEnum):
    """What became of a line of a file of payments."""

    WAITING = "en attente"
    DONE = "enregistré"
    SAME = "déjà enregistré"
    REFUSED = "refusé"


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as a line of a file says it."""

    reference: str
    amount: int
    paid_on: date
    payment: str
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What the portal knows of the invoice of such a line."""

    status: Status
    amount: int
    deposited_on: date
    paid_on: date | None
    payment: str
    mandate: str
    version: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a line, and why."""

    outcome: Outcome
    why: str = ""


def judged(paid: Paid, owed: Owed | None, today: date) -> Verdict:
    """Whether a line may be recorded: it names an invoice that is with the comptable, and contradicts nothing of it."""
    if owed is None:
        return Verdict(Outcome.REFUSED, UNKNOWN)
    if owed.status is Status.PAID:
        return _already(paid, owed)
    faults: Mapping[str, bool] = {
        f"Elle est « {STAGES[owed.status].label} » : seule une facture transmise au comptable se paie.": (
            owed.status is not Status.SENT
        ),
        f"Le montant à payer est {francs(owed.amount)}, pas {francs(paid.amount)}.": paid.amount != owed.amount,
        f"Son mandat est {owed.mandate}, pas {paid.mandate}.": bool(
            owed.mandate and paid.mandate and paid.mandate != owed.mandate
        ),
        EARLY: paid.paid_on < owed.deposited_on,
        LATE: paid.paid_on > today,
    }
    why = next((sentence for sentence, holds in faults.items() if holds), "")
    return Verdict(Outcome.REFUSED if why else Outcome.WAITING, why)


def _already(paid: Paid, owed: Owed) -> Verdict:
    if (paid.amount, paid.paid_on, paid.payment) == (owed.amount, owed.paid_on, owed.payment):
        return Verdict(Outcome.SAME)
    day = f" le {short_date(owed.paid_on)}" if owed.paid_on else ""
    under = f", référence {owed.payment}" if owed.payment else ""
    return Verdict(Outcome.REFUSED, f"Elle est déjà payée{day}{under} : {francs(owed.amount)}.")
