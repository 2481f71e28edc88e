"""« Annuler »: ten seconds after a decision, by who made it, an event of its own, and no letter leaves."""

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import NotFoundError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, undoing
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.notifications.service import outbox
from tests import factories
from tests.invoices.conftest import Office

SUSPENDING = {"reason": "JUSTIF_ABS", "comment": "Le bon de livraison."}
SECOND = 1 / 3600


def undoes(office: Office, reference: str, actor: Actor | None = None) -> str:
    """« Annuler »; what the agent is told."""
    return office.world.do(undoing.undo, actor or office.agent, Kind.INVOICE, reference)


def suspends(office: Office, **deposit: object) -> str:
    """An invoice that was just suspended."""
    reference = office.deposits(**deposit)
    office.decides(reference, Status.TAKEN)
    office.world.clock.advance(hours=1)
    office.decides(reference, Status.SUSPENDED, **SUSPENDING)
    return reference


def standing(office: Office, reference: str) -> tuple[object, ...]:
    """All that a decision changes but the version."""
    sql = """SELECT i.status, i.status_at, i.clock_stopped_at, i.stopped_seconds, i.admitted_ttc, d.stage,
             d.status AS told, d.turn, d.assignee_id, d.clock_from, d.clock_stopped_at AS stopped
             FROM invoices i JOIN demandes d ON d.id = i.demande_id WHERE i.reference = :r"""
    return tuple(office.world.rows(sql, r=reference)[0])


def history(office: Office, reference: str) -> list[tuple[str, str]]:
    """What happened, in the words it was told."""
    sql = (
        "SELECT e.status, e.comment FROM demande_events e JOIN demandes d ON d.id = e.demande_id WHERE d.reference = :r"
    )
    return [tuple(row) for row in office.world.rows(f"{sql} ORDER BY e.id", r=reference)]


DECISIONS = {
    Status.TAKEN: ((), {}),
    Status.SUSPENDED: ((Status.TAKEN,), SUSPENDING),
    Status.SERVICE_DONE: ((Status.TAKEN,), {"admitted": "100 000"}),
    Status.CLEARED: ((Status.TAKEN, Status.SERVICE_DONE), {}),
    Status.REJECTED: ((Status.TAKEN,), {"reason": "DOUBLON"}),
}


@pytest.mark.parametrize("wanted", list(DECISIONS))
def test_all_is_as_before_but_the_history_and_the_version(office: Office, wanted: Status) -> None:
    reference, (before, typed) = office.deposits(), DECISIONS[wanted]
    for status in before:
        office.decides(reference, status)
    office.world.clock.advance(hours=1)
    stood, told, version = standing(office, reference), history(office, reference), office.row(reference).version
    office.decides(reference, wanted, **typed)
    undoes(office, reference)
    assert standing(office, reference) == stood
    assert history(office, reference)[: len(told)] == told
    assert len(history(office, reference)) == len(told) + 2
    assert office.row(reference).version == version + 2


def test_the_history_says_what_was_taken_back(office: Office) -> None:
    reference = suspends(office)
    assert undoes(office, reference).endswith("est de nouveau «\u202fPrise en charge\u202f».")
    assert history(office, reference)[-2:] == [
        ("Suspendue", "Le bon de livraison."),
        ("Prise en charge", "Décision annulée aussitôt\u202f: «\u202fSuspendue\u202f»."),
    ]


def test_its_letters_wait_and_then_are_no_more(office: Office) -> None:
    reference, world = suspends(office), office.world
    mails = world.rows("SELECT id FROM mails WHERE subject LIKE '%suspendue'")
    sql = "SELECT extract(epoch FROM scheduled_at - now()) AS seconds FROM procrastinate_jobs"
    waiting = world.rows(f"{sql} WHERE args ->> 'mail_id' = :m", m=str(mails[0].id))
    assert 10 < waiting[0].seconds <= 11
    notices = world.rows("SELECT title FROM notices WHERE title LIKE '%suspendue'")
    undoes(office, reference)
    assert world.do(outbox.mail_to_send, mails[0].id) is None
    assert (len(notices), world.rows("SELECT 1 FROM notices WHERE title LIKE '%suspendue'")) == (1, [])


def test_a_mail_that_has_left_cannot_be_taken_back(office: Office) -> None:
    reference = suspends(office)
    (mail,) = office.world.rows("SELECT id FROM mails WHERE subject LIKE '%suspendue'")
    office.world.do(outbox.mail_left, mail.id)
    with pytest.raises(StaleError, match="trop tard"):
        undoes(office, reference)
    assert office.row(reference).status == Status.SUSPENDED


def test_after_ten_seconds_it_is_too_late(office: Office) -> None:
    kept, late = suspends(office), suspends(office)
    office.world.clock.advance(hours=10 * SECOND)
    undoes(office, late)
    office.world.clock.advance(hours=SECOND)
    with pytest.raises(StaleError, match="trop tard"):
        undoes(office, kept)


def test_nobody_else_takes_it_back_and_not_over_another_act(office: Office) -> None:
    reference = suspends(office)
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    with pytest.raises(StaleError, match="Quelqu’un a agi"):
        undoes(office, reference, colleague)
    with pytest.raises(NotFoundError):
        undoes(office, reference, stranger)
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Le voici.", "")
    with pytest.raises(StaleError, match="Quelqu’un a agi"):
        undoes(office, reference)
    assert office.row(reference).status == Status.COMPLETED


def test_once_is_once(office: Office) -> None:
    reference = suspends(office)
    undoes(office, reference)
    with pytest.raises(StaleError):
        undoes(office, reference)


def test_a_rejection_that_is_taken_back_uses_its_order_again(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction)
    reference = office.deposits(no_order="", order=order.number)

    def used() -> int:
        return office.world.rows("SELECT invoiced FROM orders WHERE id = :i", i=order.id)[0].invoiced

    before = used()
    office.decides(reference, Status.REJECTED, reason="DOUBLON")
    released = used()
    undoes(office, reference)
    assert (before, released, used()) == (161_500, 0, 161_500)


def test_a_rejection_whose_number_was_taken_since_stands(office: Office) -> None:
    reference = office.deposits(number="F-77")
    office.decides(reference, Status.REJECTED, reason="DOUBLON")
    office.deposits(number="F-77")
    with pytest.raises(StaleError, match="Son numéro est repris"):
        undoes(office, reference)


@pytest.mark.parametrize("wanted", [Status.ORDERED, Status.SENT, Status.PAID])
def test_money_that_moves_is_never_taken_back(office: Office, wanted: Status) -> None:
    reference = office.deposits()
    office.walks(reference, wanted)
    by = office.payer if wanted is Status.PAID else office.accountant
    with pytest.raises(StaleError):
        undoes(office, reference, by)


def test_what_is_redirected_is_with_others_at_once(office: Office) -> None:
    other = factories.a_direction(office.world)
    factories.an_agent(office.world, Role.INVOICE_AGENT, other)
    reference = office.deposits()
    form = parse(InvoiceDecision, {"status": Status.REDIRECTED, "direction": str(other.id)})
    office.world.do(deciding.decide, office.agent, Kind.INVOICE, reference, 1, form)
    with pytest.raises(NotFoundError):
        undoes(office, reference)


def test_who_takes_back_a_decision_did_not_do_what_stood_before_it(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.ORDERED)
    office.decides(reference, Status.SUSPENDED, office.payer, reason="COORD_BANC_ERR", comment="Le RIB est à revoir.")
    office.world.do(undoing.undo, office.payer, Kind.INVOICE, reference)
    office.decides(reference, Status.SENT, office.accountant)
    office.decides(reference, Status.PAID, office.payer)
    assert office.row(reference).status == Status.PAID


def test_an_admitted_amount_is_that_of_the_queue_until_it_is_taken_back(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SERVICE_DONE, admitted="1 000")
    amount = "SELECT amount FROM demandes WHERE reference = :r"
    assert office.world.rows(amount, r=reference)[0].amount == 1_000
    undoes(office, reference)
    assert office.world.rows(amount, r=reference)[0].amount == 161_500
