"""The life of each kind: who moves what, written here in full, and that every kind is declared once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError, StaleError
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import CaseKind
from espace_factures.habilitations.rules import Status as Habilitation
from espace_factures.habilitations.service.case import HABILITATION
from espace_factures.invoices.processing.service.case import INVOICE
from espace_factures.invoices.rules import Status as Invoice
from espace_factures.ribs.rules import Status as Rib
from espace_factures.ribs.service.case import RIB

# Someone who works for the Province is an usager too: their account holds that role besides.
ACCOUNTS: Mapping[str, frozenset[Role]] = {
    "usager": frozenset({Role.USER}),
    "agent-habilitations": frozenset({Role.USER, Role.HABILITATION_AGENT}),
    "agent-factures": frozenset({Role.USER, Role.INVOICE_AGENT}),
    "agent-comptable": frozenset({Role.USER, Role.ACCOUNTANT}),
    "administrateur": frozenset({Role.USER, Role.ADMIN}),
    "tous": frozenset(Role),
}
PERSON, CLERK, AGENT, PAYER = Role.USER, Role.HABILITATION_AGENT, Role.INVOICE_AGENT, Role.ACCOUNTANT
Moves = Mapping[tuple[StrEnum, StrEnum], Role]

HABILITATION_MOVES: Moves = {
    (Habilitation.DEPOSITED, Habilitation.INCOMPLETE): CLERK,
    (Habilitation.DEPOSITED, Habilitation.ACCEPTED): CLERK,
    (Habilitation.DEPOSITED, Habilitation.REFUSED): CLERK,
    (Habilitation.DEPOSITED, Habilitation.WITHDRAWN): PERSON,
    (Habilitation.INCOMPLETE, Habilitation.COMPLETED): PERSON,
    (Habilitation.INCOMPLETE, Habilitation.ACCEPTED): CLERK,
    (Habilitation.INCOMPLETE, Habilitation.REFUSED): CLERK,
    (Habilitation.INCOMPLETE, Habilitation.WITHDRAWN): PERSON,
    (Habilitation.COMPLETED, Habilitation.INCOMPLETE): CLERK,
    (Habilitation.COMPLETED, Habilitation.ACCEPTED): CLERK,
    (Habilitation.COMPLETED, Habilitation.REFUSED): CLERK,
    (Habilitation.COMPLETED, Habilitation.WITHDRAWN): PERSON,
}
RIB_MOVES: Moves = {
    (Rib.TO_CHECK, Rib.CHECKED): CLERK,
    (Rib.TO_CHECK, Rib.REFUSED): CLERK,
    (Rib.CHECKED, Rib.VALIDATED): CLERK,
    (Rib.CHECKED, Rib.REFUSED): CLERK,
    (Rib.VALIDATED, Rib.REPLACED): PERSON,
    **{(before, Rib.FROZEN): PERSON for before in (Rib.TO_CHECK, Rib.CHECKED, Rib.VALIDATED)},
    (Rib.FROZEN, Rib.TO_CHECK): CLERK,
    (Rib.FROZEN, Rib.REFUSED): CLERK,
}
INVOICE_MOVES: Moves = {
    (Invoice.DEPOSITED, Invoice.TAKEN): AGENT,
    (Invoice.DEPOSITED, Invoice.REDIRECTED): AGENT,
    (Invoice.DEPOSITED, Invoice.REJECTED): AGENT,
    (Invoice.DEPOSITED, Invoice.WITHDRAWN): PERSON,
    (Invoice.TAKEN, Invoice.SUSPENDED): AGENT,
    (Invoice.TAKEN, Invoice.SERVICE_DONE): AGENT,
    (Invoice.TAKEN, Invoice.REDIRECTED): AGENT,
    (Invoice.TAKEN, Invoice.REJECTED): AGENT,
    (Invoice.REDIRECTED, Invoice.TAKEN): AGENT,
    (Invoice.REDIRECTED, Invoice.REDIRECTED): AGENT,
    (Invoice.REDIRECTED, Invoice.REJECTED): AGENT,
    (Invoice.SUSPENDED, Invoice.COMPLETED): PERSON,
    (Invoice.SUSPENDED, Invoice.REJECTED): AGENT,
    (Invoice.SUSPENDED, Invoice.WITHDRAWN): PERSON,
    (Invoice.COMPLETED, Invoice.TAKEN): AGENT,
    (Invoice.COMPLETED, Invoice.SUSPENDED): AGENT,
    (Invoice.COMPLETED, Invoice.SERVICE_DONE): AGENT,
    (Invoice.COMPLETED, Invoice.REJECTED): AGENT,
    (Invoice.SERVICE_DONE, Invoice.CLEARED): AGENT,
    (Invoice.SERVICE_DONE, Invoice.SUSPENDED): AGENT,
    (Invoice.SERVICE_DONE, Invoice.REJECTED): AGENT,
    (Invoice.CLEARED, Invoice.ORDERED): PAYER,
    (Invoice.CLEARED, Invoice.SUSPENDED): AGENT,
    (Invoice.ORDERED, Invoice.SENT): PAYER,
    (Invoice.ORDERED, Invoice.SUSPENDED): PAYER,
    (Invoice.SENT, Invoice.PAID): PAYER,
    (Invoice.SENT, Invoice.SUSPENDED): PAYER,
}
DECLARED: Sequence[tuple[CaseKind, type[StrEnum], Moves]] = [
    (HABILITATION, Habilitation, HABILITATION_MOVES),
    (RIB, Rib, RIB_MOVES),
    (INVOICE, Invoice, INVOICE_MOVES),
]


def cases() -> Iterator[Any]:
    """Every status, every target, every account, and who should move from the one to the other."""
    for declared, statuses, moves in DECLARED:
        for current in statuses:
            for wanted in statuses:
                for account in ACCOUNTS:
                    name = f"{declared.kind}-{current}-{wanted}-{account}"
                    yield pytest.param(declared, current, wanted, account, moves.get((current, wanted)), id=name)


@pytest.mark.parametrize(("declared", "current", "wanted", "account", "mover"), list(cases()))
def test_each_move_is_made_by_those_of_the_table_and_by_nobody_else(
    declared: CaseKind, current: StrEnum, wanted: StrEnum, account: str, mover: Role | None
) -> None:
    actor, life = Actor(1, 1, "", "", ACCOUNTS[account]), declared.life
    may = mover in actor.roles
    if may:
        life.require(actor, current, wanted)
    else:
        with pytest.raises(ForbiddenError if mover else StaleError):
            life.require(actor, current, wanted)
    assert (wanted in life.moves_of_agent(actor, current)) == (may and mover is not PERSON)
    # A RIB is replaced by naming another, and frozen by the link of a warning: neither is a move of its page.
    elsewhere = {Rib.REPLACED, Rib.FROZEN}
    assert (wanted in life.moves_of_person(actor, current)) == (may and mover is PERSON and wanted not in elsewhere)


@pytest.mark.parametrize("given", [("HABILITATION", "RIB"), ("RIB", "INVOICE"), ()], ids=str)
def test_a_missing_kind_is_refused_and_changes_nothing(given: tuple[str, ...]) -> None:
    refused(*(others()[name] for name in given))


@pytest.mark.parametrize("twice", ["HABILITATION", "RIB", "INVOICE"])
def test_a_kind_declared_twice_is_refused_and_changes_nothing(twice: str) -> None:
    refused(*others().values(), others()[twice])


def others() -> dict[str, CaseKind]:
    """Declarations that are told apart from those of the wiring."""
    declared = {"HABILITATION": HABILITATION, "RIB": RIB, "INVOICE": INVOICE}
    return {name: replace(kind, title="Autre") for name, kind in declared.items()}


def refused(*declared: CaseKind) -> None:
    """The registration fails, and what the wiring registered is there as before."""
    before = kinds.every()
    with pytest.raises(ValueError, match="declared once"):
        kinds.register(*declared)
    assert kinds.every() == before
    assert [kind.title for kind in kinds.every()] == ["Habilitations", "RIB", "Factures"]
