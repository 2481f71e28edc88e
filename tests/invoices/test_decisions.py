"""The life of an invoice, decided by those who may."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import LIFE, TRANSITIONS, Status
from tests import factories
from tests.invoices.conftest import Office

ALL_ROLES = Actor(1, 1, "", "", frozenset(Role))


@given(st.lists(st.sampled_from(list(Status)), max_size=12))
def test_no_sequence_of_wishes_leaves_the_table_of_transitions(wishes: list[Status]) -> None:
    status = Status.DEPOSITED
    for wish in wishes:
        try:
            LIFE.require(ALL_ROLES, status, wish)
        except StaleError:
            continue
        assert wish in TRANSITIONS[status]
        status = wish


def test_every_status_can_be_reached_from_a_deposit() -> None:
    reached = {Status.DEPOSITED}
    while more := {following for status in reached for following in TRANSITIONS[status]} - reached:
        reached |= more
    assert reached == set(Status)


@pytest.mark.parametrize(("current", "wanted"), [(a, b) for a in Status for b in sorted(TRANSITIONS[a])])
def test_a_supplier_s_role_alone_moves_only_what_is_his(current: Status, wanted: Status) -> None:
    supplier = Actor(1, 1, "", "", frozenset({Role.USER}))
    if wanted in {Status.COMPLETED, Status.WITHDRAWN}:
        LIFE.require(supplier, current, wanted)
    else:
        with pytest.raises(ForbiddenError):
            LIFE.require(supplier, current, wanted)


def test_an_invoice_goes_from_deposit_to_payment(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.PAID)
    assert office.row(reference).status == Status.PAID
    labels = [row.status for row in office.world.rows("SELECT status FROM demande_events ORDER BY id")]
    assert labels == [invoices_rules.STAGES[status].label for status in Status if status in PATH]


PATH = {Status.DEPOSITED, Status.TAKEN, Status.SERVICE_DONE, Status.CLEARED, Status.ORDERED, Status.SENT, Status.PAID}


def test_an_invoice_agent_cannot_order_the_payment(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    with pytest.raises(ForbiddenError):
        office.decides(reference, Status.ORDERED)


def test_an_agent_of_another_direction_does_not_find_the_invoice(office: Office) -> None:
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    with pytest.raises(NotFoundError):
        office.decides(office.deposits(), Status.TAKEN, stranger)


def test_a_supplier_cannot_decide_on_his_invoice(office: Office) -> None:
    with pytest.raises(ForbiddenError):
        office.decides(office.deposits(), Status.TAKEN, office.supplier)


def test_an_agent_does_not_instruct_what_he_deposited_himself(office: Office) -> None:
    both = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    office.supplier = factories.a_member(office.world, office.place, both)
    with pytest.raises(DomainError):
        office.decides(office.deposits(), Status.TAKEN, both)


def test_a_decision_made_on_a_stale_page_is_refused(office: Office) -> None:
    reference = office.deposits()
    seen = office.row(reference).version
    office.decides(reference, Status.TAKEN)
    late = parse(InvoiceDecision, {"status": Status.REJECTED, "reason": "DOUBLON"})
    with pytest.raises(StaleError):
        office.world.do(deciding.decide, office.agent, Kind.INVOICE, reference, seen, late)


def test_a_suspension_needs_a_reason(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    with pytest.raises(FormError) as refused:
        office.decides(reference, Status.SUSPENDED)
    assert "reason" in refused.value.fields


def test_another_reason_needs_a_sentence(office: Office) -> None:
    reference = office.deposits()
    with pytest.raises(FormError) as refused:
        office.decides(reference, Status.REJECTED, reason="AUTRE")
    assert "comment" in refused.value.fields


def test_a_missing_document_suspends_but_never_rejects(office: Office) -> None:
    with pytest.raises(FormError) as refused:
        office.decides(office.deposits(), Status.REJECTED, reason="JUSTIF_ABS")
    assert "suspension" in refused.value.fields["reason"]


def test_suspended_days_do_not_count(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.world.clock.advance(days=3)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS")
    office.world.clock.advance(days=10)
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Voici.", "")
    office.world.clock.advance(days=2)
    row = office.row(reference)
    assert timedelta(seconds=row.stopped_seconds) == timedelta(days=10)
    now = office.world.clock.now()
    assert invoices_rules.elapsed_days(row.deposited_at, row.stopped_seconds, row.clock_stopped_at, now) == 5


def test_a_redirected_invoice_changes_hands(office: Office) -> None:
    reference = office.deposits()
    elsewhere = factories.a_direction(office.world)
    other_agent = factories.an_agent(office.world, Role.INVOICE_AGENT, elsewhere)
    office.decides(reference, Status.REDIRECTED, direction=str(elsewhere.id))
    office.decides(reference, Status.TAKEN, other_agent)
    with pytest.raises(NotFoundError):
        office.decides(reference, Status.SERVICE_DONE)


def test_the_supplier_withdraws_while_nobody_has_taken_it(office: Office) -> None:
    reference = office.deposits()
    office.world.do(deciding.withdraw, office.supplier, Kind.INVOICE, reference)
    assert office.row(reference).status == Status.WITHDRAWN


def test_the_supplier_cannot_withdraw_what_was_taken_in_charge(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    with pytest.raises(StaleError):
        office.world.do(deciding.withdraw, office.supplier, Kind.INVOICE, reference)


def test_a_withdrawn_invoice_frees_its_number_and_its_order(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction)
    typed = {"number": "N1", "no_order": "", "order": order.number}
    office.world.do(deciding.withdraw, office.supplier, Kind.INVOICE, office.deposits(**typed))
    assert office.world.rows("SELECT invoiced FROM orders")[0].invoiced == 0
    assert office.deposits(**typed)


def test_an_admitted_amount_above_the_invoice_is_refused(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    with pytest.raises(FormError) as refused:
        office.decides(reference, Status.SERVICE_DONE, admitted="161 501")
    assert "admitted" in refused.value.fields


def test_every_member_is_told_of_a_decision_by_mail_and_in_the_portal(office: Office) -> None:
    colleague = factories.a_member(office.world, office.place)
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    told = {row.recipient for row in office.world.rows("SELECT recipient FROM mails WHERE subject LIKE '%charge%'")}
    assert told == {office.supplier.email, colleague.email}
    assert len(office.world.rows("SELECT 1 FROM notices")) == 2


def test_an_internal_note_stays_among_agents(office: Office) -> None:
    reference = office.deposits()
    office.world.do(
        deciding.say, office.agent, Kind.INVOICE, reference, "À vérifier avec le service.", is_internal=True
    )
    seen = office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, reference)
    assert list(seen.messages) == []


def test_history_cannot_be_rewritten_even_in_the_database(office: Office) -> None:
    office.deposits()
    with pytest.raises(Exception, match="append-only"), office.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE demande_events SET status = 'Payée'")


def test_totals_follow_every_change_of_status(office: Office) -> None:
    kept = [office.deposits() for _ in range(3)]
    office.decides(kept[0], Status.TAKEN)
    office.decides(kept[1], Status.REJECTED, reason="DOUBLON")
    rows = office.world.rows("SELECT status, invoices, amount FROM invoice_totals WHERE invoices > 0")
    expected = dict.fromkeys((Status.DEPOSITED, Status.TAKEN, Status.REJECTED), (1, 161_500))
    assert {row.status: (row.invoices, row.amount) for row in rows} == expected


def test_references_have_no_hole_when_a_deposit_fails_in_between(office: Office) -> None:
    first = office.deposits()
    with pytest.raises(FormError):
        office.deposits(total_ttc="1")
    numbers = [int(reference.rsplit("-", 1)[1]) for reference in (first, office.deposits())]
    assert [b - a for a, b in itertools.pairwise(numbers)] == [1]


def test_a_comment_has_at_most_two_thousand_characters() -> None:
    with pytest.raises(FormError) as refused:
        parse(InvoiceDecision, {"status": Status.TAKEN, "comment": "x" * 2001})
    assert refused.value.fields == {"comment": "Ce texte est trop long\u202f: 2000\u00a0caractères au plus."}
