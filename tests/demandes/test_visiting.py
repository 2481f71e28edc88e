"""Presence: agents who look at one demande know of each other, as long as they do, and nobody else learns it."""

from collections.abc import Callable

import pytest

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import visiting
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office

PEOPLE = (office,)
"""Fixtures of another feature."""
Looks = Callable[..., list[str]]


@pytest.fixture
def colleague(office: Office) -> Actor:
    """Another agent of the same direction."""
    return factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)


@pytest.fixture
def reference(office: Office) -> str:
    """An invoice that waits."""
    return office.deposits()


def looks(world: World, actor: Actor, reference: str, tab: str = "") -> list[str]:
    """The actor's page signs; the names it shows."""
    return list(world.do(visiting.sign, actor, Kind.INVOICE, reference, tab or f"tab of {actor.account_id}"))


def woken(world: World, use_case: Callable[..., object], *about: object) -> set[str]:
    """The topics that a use case notifies."""

    def notified(uow: UnitOfWork, ports: Inside) -> set[str]:
        use_case(uow, ports, *about)
        return set(uow.topics)

    return world.do(notified)


def test_two_agents_see_each_other_s_name(office: Office, colleague: Actor, reference: str) -> None:
    first = looks(office.world, office.agent, reference)
    second = looks(office.world, colleague, reference)
    again = looks(office.world, office.agent, reference)
    assert (first, second, again) == ([], [office.agent.name], [colleague.name])


def test_one_s_own_second_tab_is_not_a_colleague(office: Office, reference: str) -> None:
    looks(office.world, office.agent, reference, "one")
    assert looks(office.world, office.agent, reference, "two") == []


def test_thirty_seconds_without_a_sign_is_gone(office: Office, colleague: Actor, reference: str) -> None:
    looks(office.world, colleague, reference)
    office.world.clock.advance(hours=29 / 3600)
    still = looks(office.world, office.agent, reference)
    office.world.clock.advance(hours=1 / 3600)
    assert (still, looks(office.world, office.agent, reference)) == ([colleague.name], [])


def test_a_tab_that_leaves_is_gone_at_once(office: Office, colleague: Actor, reference: str) -> None:
    looks(office.world, colleague, reference, "t")
    assert woken(office.world, visiting.leave, ["t", "another"]) == {f"visits:{reference}"}
    assert looks(office.world, office.agent, reference) == []


def test_a_tab_looks_at_one_item_only(office: Office, colleague: Actor, reference: str) -> None:
    other = office.deposits()
    looks(office.world, colleague, reference, "t")
    told = woken(office.world, visiting.sign, colleague, Kind.INVOICE, other, "t")
    assert told == {f"visits:{reference}", f"visits:{other}"}
    assert looks(office.world, office.agent, reference) == []


def test_only_who_comes_or_goes_wakes_the_others(office: Office, reference: str) -> None:
    sign = visiting.sign, office.agent, Kind.INVOICE, reference, "t"
    comes, stays = woken(office.world, *sign), woken(office.world, *sign)
    office.world.clock.advance(hours=1)
    assert (comes, stays, woken(office.world, *sign)) == ({f"visits:{reference}"}, set(), {f"visits:{reference}"})


def test_nobody_learns_it_who_may_not_see_the_item(office: Office, reference: str) -> None:
    world = office.world
    looks(world, office.agent, reference)
    elsewhere = factories.an_agent(world, Role.INVOICE_AGENT, factories.a_direction(world))
    with pytest.raises(NotFoundError):
        looks(world, elsewhere, reference)
    with pytest.raises(ForbiddenError):
        looks(world, office.supplier, reference)
    assert looks(world, office.accountant, reference) == [office.agent.name]


def test_what_is_kept_of_a_tab_does_not_let_one_speak_in_its_place(office: Office, reference: str) -> None:
    looks(office.world, office.agent, reference, "the tab's own number")
    (row,) = office.world.rows("SELECT tab FROM demande_visits")
    assert "number" not in row.tab
