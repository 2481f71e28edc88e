"""One gesture for several moves: « Attester et liquider », « Mandater et transmettre », and taking charge with any."""

from typing import Any

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, StaleError
from espace_factures.invoices.rules import LIFE, Gesture, Status
from tests.invoices.conftest import Office

SUSPENDING = {"reason": "JUSTIF_ABS", "comment": "Le bon de livraison."}


def events(office: Office, reference: str) -> list[tuple[str, str]]:
    """What the history says after the deposit, and the agent's words."""
    sql = "SELECT e.status, e.comment FROM demande_events e JOIN demandes d ON d.id = e.demande_id"
    rows = office.world.rows(f"{sql} WHERE d.reference = :r ORDER BY e.id", r=reference)
    return [tuple(row) for row in rows[1:]]


def gesture(office: Office, reference: str, name: str, actor: Actor | None = None, **typed: Any) -> None:
    """One decision."""
    office.decides(reference, name, actor, **typed)  # type: ignore[arg-type]


def test_attesting_and_clearing_is_one_decision_two_lines_of_history_and_one_mail(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    before = len(office.world.rows("SELECT 1 FROM mails"))
    gesture(office, reference, Gesture.ATTEST_AND_CLEAR, comment="Vu sur place.")
    lines = [("Prise en charge", ""), ("Service fait", ""), ("Liquidée", "Vu sur place.")]
    assert events(office, reference) == lines
    assert office.row(reference).status == Status.CLEARED
    mails = office.world.rows("SELECT subject FROM mails ORDER BY id")[before:]
    assert [mail.subject.split(":")[1].strip() for mail in mails] == ["liquidée"]


def test_any_decision_takes_charge_first_where_it_must(office: Office) -> None:
    cleared, suspended, rejected = (office.deposits() for _ in range(3))
    gesture(office, cleared, Gesture.ATTEST_AND_CLEAR)
    gesture(office, suspended, Status.SUSPENDED, **SUSPENDING)
    gesture(office, rejected, Status.REJECTED, reason="DOUBLON")
    made = [[status for status, _ in events(office, one)] for one in (cleared, suspended, rejected)]
    assert made == [["Prise en charge", "Service fait", "Liquidée"], ["Prise en charge", "Suspendue"], ["Rejetée"]]


def test_what_is_attested_already_is_only_cleared(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SERVICE_DONE)
    gesture(office, reference, Gesture.ATTEST_AND_CLEAR)
    assert [status for status, _ in events(office, reference)] == ["Prise en charge", "Service fait", "Liquidée"]


def test_a_gate_that_closes_the_last_move_undoes_the_first_ones(office: Office) -> None:
    reference = office.deposits(rib="")
    with pytest.raises(DomainError, match="Aucun RIB"):
        gesture(office, reference, Gesture.ATTEST_AND_CLEAR)
    assert (office.row(reference).status, events(office, reference)) == (Status.DEPOSITED, [])


def test_an_admitted_amount_is_the_one_that_is_cleared(office: Office) -> None:
    reference = office.deposits()
    gesture(office, reference, Gesture.ATTEST_AND_CLEAR, admitted="100 000")
    assert office.row(reference).admitted_ttc == 100_000


def test_the_comptable_orders_and_sends_at_once_and_another_one_pays(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    gesture(office, reference, Gesture.ORDER_AND_SEND, office.accountant)
    with pytest.raises(DomainError, match="revient à une autre personne"):
        gesture(office, reference, Status.PAID, office.accountant)
    gesture(office, reference, Status.PAID, office.payer)
    assert office.row(reference).status == Status.PAID


def test_no_gesture_leads_further_than_the_life(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    for name in (Gesture.ATTEST_AND_CLEAR, Status.TAKEN, "inconnu"):
        with pytest.raises(StaleError):
            gesture(office, reference, name)


def test_one_who_may_not_make_every_move_is_not_offered_the_gesture() -> None:
    agent, payer = (Actor(1, 1, "", "", frozenset({role})) for role in (Role.INVOICE_AGENT, Role.ACCOUNTANT))
    open_to = {
        status: [LIFE.is_passable(one, status, Gesture.ATTEST_AND_CLEAR) for one in (agent, payer)] for status in Status
    }
    passable = {Status.DEPOSITED, Status.REDIRECTED, Status.TAKEN, Status.COMPLETED, Status.SERVICE_DONE}
    assert open_to == {status: [status in passable, False] for status in Status}
