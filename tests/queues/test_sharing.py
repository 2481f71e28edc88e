"""Who follows what: taken, given, left to all, and the next one."""

import pytest

from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.rules import Status
from espace_factures.queues.rules import MOST_VIEWS, Query, Tab
from espace_factures.queues.service import listing, sharing, viewing
from tests import factories
from tests.invoices.conftest import Office
from tests.ribs.conftest import Counter


def follower(office: Office, reference: str) -> int | None:
    """Who follows an invoice."""
    return office.world.rows("SELECT assignee_id FROM demandes WHERE reference = :r", r=reference)[0][0]


def test_an_agent_takes_gives_and_frees(office: Office) -> None:
    reference = office.deposits()
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    for who in (office.agent.account_id, colleague.account_id, 0):
        assert office.world.do(sharing.give, office.agent, Kind.INVOICE, [reference], who) == 1
        assert follower(office, reference) == (who or None)
    assert office.world.do(sharing.give, office.agent, Kind.INVOICE, [reference], 0) == 0
    actions = [row.action for row in office.world.rows("SELECT action FROM audit_entries ORDER BY id")]
    assert actions.count("demandes.given") == 3


def test_nothing_is_given_to_who_does_not_serve_the_direction(office: Office) -> None:
    reference, other = office.deposits(), factories.a_direction(office.world)
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, other)
    for who in (stranger.account_id, office.supplier.account_id, office.accountant.account_id):
        with pytest.raises(NotFoundError):
            office.world.do(sharing.give, office.agent, Kind.INVOICE, [reference], who)
    assert follower(office, reference) is None


def test_nothing_is_given_to_a_colleague_of_another_of_ones_directions(office: Office) -> None:
    reference, other = office.deposits(), factories.a_direction(office.world)
    both = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction, other)
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, other)
    with pytest.raises(DomainError, match=reference):
        office.world.do(sharing.give, both, Kind.INVOICE, [reference], colleague.account_id)
    assert follower(office, reference) is None


def test_nothing_is_given_to_who_is_suspended(office: Office) -> None:
    reference = office.deposits()
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    factories.suspended(office.world, colleague)
    with pytest.raises(NotFoundError):
        office.world.do(sharing.give, office.agent, Kind.INVOICE, [reference], colleague.account_id)


def test_what_is_not_in_ones_queue_does_not_change_hands(office: Office) -> None:
    reference = office.deposits()
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    assert office.world.do(sharing.give, stranger, Kind.INVOICE, [reference], stranger.account_id) == 0
    with pytest.raises(ForbiddenError):
        office.world.do(sharing.give, office.supplier, Kind.INVOICE, [reference], office.supplier.account_id)
    assert follower(office, reference) is None


def test_nothing_ticked_is_said(office: Office) -> None:
    with pytest.raises(DomainError, match="Cochez"):
        office.world.do(sharing.give, office.agent, Kind.INVOICE, [], office.agent.account_id)


def test_the_next_one_is_the_oldest_that_nobody_follows(office: Office) -> None:
    first = office.deposits()
    office.world.clock.advance(hours=1)
    second = office.deposits()
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    assert office.world.do(sharing.take_next, office.agent, Kind.INVOICE) == first
    assert office.world.do(sharing.take_next, colleague, Kind.INVOICE) == second
    with pytest.raises(DomainError, match="déjà suivi"):
        office.world.do(sharing.take_next, office.agent, Kind.INVOICE)


def test_whoever_decides_follows_and_the_next_service_begins_free(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    assert follower(office, reference) == office.agent.account_id
    office.decides(reference, Status.SERVICE_DONE)
    office.decides(reference, Status.CLEARED)
    assert follower(office, reference) is None
    office.decides(reference, Status.ORDERED, office.accountant)
    assert follower(office, reference) == office.accountant.account_id


def test_a_redirected_invoice_is_nobodys(office: Office) -> None:
    reference, other = office.deposits(), factories.a_direction(office.world)
    there = factories.an_agent(office.world, Role.INVOICE_AGENT, other)
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.REDIRECTED, direction=str(other.id))
    assert follower(office, reference) is None
    assert [row.reference for row in office.world.do(listing.listed, there, Kind.INVOICE, Query()).rows] == [reference]


def test_the_second_validation_of_a_rib_is_anybodys(counter: Counter) -> None:
    reference = counter.adds()
    counter.world.do(sharing.give, counter.first, Kind.RIB, [reference], counter.first.account_id)
    counter.validates(reference, counter.first)
    mine = counter.world.do(listing.listed, counter.first, Kind.RIB, Query(tab=Tab.MINE))
    assert mine.rows == []


def test_a_view_is_kept_under_its_name_found_again_and_forgotten(office: Office) -> None:
    keep = (viewing.keep, office.agent, Kind.INVOICE)
    office.world.do(*keep, "Retards", "age=hors-delai")
    office.world.do(*keep, " Retards ", "age=hors-delai&alerte=1")
    (view,) = office.world.do(listing.listed, office.agent, Kind.INVOICE, Query()).views
    assert (view.name, view.query) == ("Retards", "age=hors-delai&alerte=1")
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    office.world.do(viewing.drop, colleague, Kind.INVOICE, view.id)
    assert office.world.do(listing.listed, office.agent, Kind.INVOICE, Query()).views
    office.world.do(viewing.drop, office.agent, Kind.INVOICE, view.id)
    assert not office.world.do(listing.listed, office.agent, Kind.INVOICE, Query()).views


def test_a_view_needs_a_name_and_there_are_so_many(office: Office) -> None:
    with pytest.raises(FormError):
        office.world.do(viewing.keep, office.agent, Kind.INVOICE, "  ", "")
    for rank in range(MOST_VIEWS):
        office.world.do(viewing.keep, office.agent, Kind.INVOICE, f"Vue {rank}", "")
    with pytest.raises(FormError) as refused:
        office.world.do(viewing.keep, office.agent, Kind.INVOICE, "Une de plus", "")
    assert "supprimez-en" in refused.value.fields["view_name"]
