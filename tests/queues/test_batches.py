"""One gesture on many: each line once, a refused one alone, a kill in the middle, one mail for each supplier."""

from typing import Any

import pytest

from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError, StaleError
from espace_factures.invoices.rules import Gesture, Status
from espace_factures.queues.rules import Outcome
from espace_factures.queues.service import running
from tests import factories
from tests.invoices.conftest import Office
from tests.queues.given import does, outcomes, shown, starts, told, works

SUSPENDING = {"reason": "JUSTIF_ABS", "comment": "Le bon de livraison."}


def test_a_batch_leads_from_deposit_to_clearing(office: Office) -> None:
    references = [office.deposits() for _ in range(3)]
    number = does(office, references, Gesture.ATTEST_AND_CLEAR)
    assert {office.row(reference).status for reference in references} == {Status.CLEARED}
    report = told(office, number)
    assert report.batch
    assert report.batch.ended_at
    assert report.counts[number] == {Outcome.DONE: 3}
    assert sorted(line.reference for line in report.lines) == sorted(references)


@pytest.mark.parametrize(
    ("before", "gesture", "typed", "after"),
    [
        (None, Status.TAKEN, {}, Status.TAKEN),
        (Status.TAKEN, Status.SERVICE_DONE, {}, Status.SERVICE_DONE),
        (Status.SERVICE_DONE, Status.CLEARED, {}, Status.CLEARED),
        (Status.CLEARED, Status.ORDERED, {}, Status.ORDERED),
        (Status.ORDERED, Status.SENT, {}, Status.SENT),
        (Status.CLEARED, Gesture.ORDER_AND_SEND, {}, Status.SENT),
        (Status.SENT, Status.PAID, {"paid_on": "2026-11-18"}, Status.PAID),
        (None, Status.SUSPENDED, SUSPENDING, Status.SUSPENDED),
    ],
)
def test_each_move_is_made_of_many(
    office: Office, before: Status | None, gesture: str, typed: dict[str, str], after: Status
) -> None:
    references = [office.deposits() for _ in range(2)]
    for reference in references if before else ():
        office.walks(reference, before or Status.TAKEN)
    is_accounting = before in {Status.CLEARED, Status.ORDERED}
    actor = office.payer if before is Status.SENT else office.accountant if is_accounting else office.agent
    number = does(office, references, gesture, actor, **typed)
    assert (outcomes(office, number), {office.row(one).status for one in references}) == ({"fait": 2}, {after})


def test_many_are_sent_to_another_direction(office: Office) -> None:
    references, elsewhere = [office.deposits() for _ in range(2)], factories.a_direction(office.world)
    factories.an_agent(office.world, Role.INVOICE_AGENT, elsewhere)
    number = does(office, references, Status.REDIRECTED, direction=str(elsewhere.id))
    assert {office.row(reference).direction_id for reference in references} == {elsewhere.id}
    report = told(office, number)
    assert (report.counts[number], report.opened) == ({Outcome.DONE: 2}, frozenset())


def test_a_refused_line_refuses_one_invoice_with_its_sentence_and_its_code(office: Office) -> None:
    good, without_rib, done = office.deposits(), office.deposits(rib=""), office.deposits()
    office.walks(done, Status.CLEARED)
    number = does(office, [good, without_rib, done], Gesture.ATTEST_AND_CLEAR)
    lines = {line.reference: line.item for line in told(office, number).lines}
    assert (lines[good].outcome, lines[without_rib].outcome) == (Outcome.DONE, Outcome.REFUSED)
    assert lines[without_rib].code == "rib-missing"
    assert lines[without_rib].sentence.startswith("Aucun RIB n’est choisi")
    assert (lines[done].code, lines[done].sentence) == (
        "step-closed",
        "Au statut «\u202fLiquidée\u202f», cette étape n’est pas possible.",
    )
    assert office.row(without_rib).status == Status.DEPOSITED


def test_a_line_on_which_somebody_acted_meanwhile_is_refused_with_their_name(office: Office) -> None:
    reference = office.deposits()
    ticked = shown(office, [reference])
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    office.decides(reference, Status.TAKEN, colleague)
    number = starts(office, ticked, Gesture.ATTEST_AND_CLEAR)
    works(number)
    (line,) = told(office, number).lines
    assert line.item.code == "stale"
    assert colleague.name in line.item.sentence


def test_a_step_that_a_gate_does_not_even_speak_of_is_said_without_a_page(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SENT)
    number = does(office, [reference], Status.SUSPENDED, office.accountant, **SUSPENDING)
    assert told(office, number, office.accountant).lines[0].item.sentence.startswith("Cette étape n’est pas possible")


def test_a_date_that_no_payment_has_is_said_on_each_line(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SENT)
    number = does(office, [reference], Status.PAID, office.payer, paid_on="2027-01-01")
    assert (
        told(office, number, office.payer).lines[0].item.sentence == "Écrivez une date entre le dépôt et aujourd’hui."
    )


def test_what_is_asked_once_for_all_is_judged_before_anything_begins(office: Office) -> None:
    ticked = shown(office, [office.deposits()])
    with pytest.raises(FormError) as refusal:
        starts(office, ticked, Status.SUSPENDED)
    assert set(refusal.value.fields) == {"reason"}
    with pytest.raises(StaleError):
        starts(office, ticked, Status.REJECTED, reason="DOUBLON")
    with pytest.raises(DomainError, match="Cochez"):
        starts(office, {}, Status.TAKEN)
    assert (
        office.world.rows("SELECT 1 FROM batches UNION SELECT 1 FROM procrastinate_jobs WHERE queue_name = 'lots'")
        == []
    )


def test_what_is_not_in_ones_queue_is_not_in_ones_batch(office: Office) -> None:
    ticked = shown(office, [office.deposits()])
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    with pytest.raises(DomainError, match="Cochez"):
        starts(office, ticked, Status.TAKEN, stranger)
    with pytest.raises(ForbiddenError):
        starts(office, ticked, Status.TAKEN, office.supplier)


def test_an_agent_suspended_meanwhile_decides_nothing_more(office: Office) -> None:
    reference = office.deposits()
    number = starts(office, shown(office, [reference]), Status.TAKEN)
    factories.suspended(office.world, office.agent)
    works(number)
    assert (outcomes(office, number), office.row(reference).status) == ({"refuse": 1}, Status.DEPOSITED)


def test_a_report_is_its_agents_alone(office: Office) -> None:
    number = starts(office, shown(office, [office.deposits()]), Status.TAKEN)
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    with pytest.raises(NotFoundError):
        told(office, number, colleague)
    with pytest.raises(ForbiddenError):
        told(office, number, office.supplier)
    assert told(office, 0, colleague).batch is None


def test_a_fault_of_ours_refuses_its_line_and_no_other(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    references = [office.deposits() for _ in range(2)]
    number = starts(office, shown(office, references), Status.TAKEN)
    real, calls = running.carry_out, []

    def carry_out(uow: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 1:
            raise ZeroDivisionError
        return real(uow, *args, **kwargs)

    monkeypatch.setattr(running, "carry_out", carry_out)
    works(number)
    assert outcomes(office, number) == {"fait": 1, "refuse": 1}
    assert {line.item.code for line in told(office, number).lines} == {"", "incident"}
