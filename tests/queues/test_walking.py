"""From one item to the next: the list's filters and order are kept, and an item that left it still has neighbours."""

import pytest

from espace_factures.core.access import Role
from espace_factures.core.errors import ForbiddenError
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.rules import Status
from espace_factures.queues.rules import Query, Sort, Tab
from espace_factures.queues.service import walking
from espace_factures.queues.service.walking import Walk
from tests import factories
from tests.invoices.conftest import Office


def walks(office: Office, reference: str, query: Query) -> Walk:
    """Where an invoice stands in a list."""
    return office.world.do(walking.walk, office.agent, Kind.INVOICE, query, reference)


def three(office: Office) -> list[str]:
    """Three invoices, an hour apart."""
    made = []
    for _ in range(3):
        made.append(office.deposits())
        office.world.clock.advance(hours=1)
    return made


def test_an_item_knows_its_place_and_its_neighbours(office: Office) -> None:
    first, second, third = three(office)
    assert walks(office, first, Query()) == Walk(1, 3, "", second)
    assert walks(office, second, Query()) == Walk(2, 3, first, third)
    assert walks(office, second, Query(tab=Tab.ALL, sort=Sort.NEWEST)) == Walk(2, 3, third, first)


def test_the_filters_are_kept(office: Office) -> None:
    first, second, third = three(office)
    office.decides(second, Status.TAKEN)
    assert walks(office, first, Query(stage=Status.DEPOSITED)) == Walk(1, 2, "", third)


@pytest.mark.parametrize("sort", [Sort.OLDEST, Sort.NEWEST, Sort.LARGEST])
def test_an_item_that_left_the_list_leads_where_it_was(office: Office, sort: Sort) -> None:
    references = three(office)
    ordered = references[::-1] if sort in {Sort.NEWEST, Sort.LARGEST} else references
    query = Query(stage=Status.DEPOSITED, sort=sort)
    office.decides(ordered[1], Status.TAKEN)
    assert walks(office, ordered[1], query) == Walk(0, 2, ordered[0], ordered[2])


def test_nothing_is_said_of_another_direction(office: Office) -> None:
    reference, *_ = three(office)
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    assert office.world.do(walking.walk, stranger, Kind.INVOICE, Query(), reference) == Walk()
    with pytest.raises(ForbiddenError):
        office.world.do(walking.walk, office.supplier, Kind.INVOICE, Query(), reference)
