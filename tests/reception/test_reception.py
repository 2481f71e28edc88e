"""Point d'accueil: two agents give an établissement a manager when none is left, or note that papers were seen."""

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError
from espace_factures.core.words import plain
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRole
from espace_factures.reception.forms import Came
from espace_factures.reception.service import asking, closing
from tests import factories
from tests.conftest import World
from tests.habilitations.conftest import Desk, desk
from tests.profile.desk import SEEN, agent_of

__all__ = ["desk"]


def asks(world: World, agent: Actor, person: Actor, **typed: str) -> int:
    """The agent saw the person; returns the number of the request."""
    world.do(asking.ask, agent, parse(Came, SEEN | {"email": person.email} | typed))
    return world.rows("SELECT max(id) AS id FROM receptions")[0].id


def for_place(place: Establishment) -> dict[str, str]:
    """What is typed for a manager."""
    return {"purpose": "gestionnaire", "ridet": place.ridet}


def refusal(world: World, agent: Actor, number: int) -> str:
    """The code of what an agent is told who confirms."""
    with pytest.raises(DomainError) as refused:
        world.do(closing.confirm, agent, number)
    return refused.value.code


def roles(world: World, place: Establishment) -> list[tuple[int, str]]:
    """Who is a member of what role."""
    sql = "SELECT account_id, role FROM memberships WHERE establishment_id = :e AND ended_at IS NULL ORDER BY id"
    return [tuple(row) for row in world.rows(sql, e=place.id)]


def test_two_agents_name_a_manager_where_none_is_left_and_those_concerned_are_told(world: World) -> None:
    place = factories.an_establishment(world)
    former = factories.a_member(world, place, managed_until=world.clock.now(), ended_at=world.clock.now())
    depositor = factories.a_member(world, place, role=MemberRole.DEPOSITOR)
    person = factories.an_account(world)
    number = asks(world, agent_of(world), person, **for_place(place))
    assert (person.account_id, "gestionnaire") not in roles(world, place)
    world.do(closing.confirm, agent_of(world), number)
    assert (person.account_id, "gestionnaire") in roles(world, place)
    told = {row.recipient for row in world.rows("SELECT recipient FROM mails")}
    assert {former.email, depositor.email, person.email} <= told
    (row,) = world.rows("SELECT secured_at FROM accounts WHERE id = :id", id=person.account_id)
    assert row.secured_at == world.clock.now()
    found = [
        row.action for row in world.rows("SELECT action FROM audit_entries WHERE action LIKE 'reception%' ORDER BY id")
    ]
    assert found == ["reception.asked", "reception.done"]


def test_a_depositor_becomes_manager_of_their_place(world: World) -> None:
    place = factories.an_establishment(world)
    depositor = factories.a_member(world, place, role=MemberRole.DEPOSITOR)
    world.do(closing.confirm, agent_of(world), asks(world, agent_of(world), depositor, **for_place(place)))
    assert roles(world, place) == [(depositor.account_id, "gestionnaire")]


def test_where_somebody_manages_nobody_is_named(world: World) -> None:
    place = factories.an_establishment(world)
    factories.a_member(world, place)
    with pytest.raises(FormError) as refused:
        asks(world, agent_of(world), factories.an_account(world), **for_place(place))
    assert "ridet" in refused.value.fields


def test_a_manager_who_came_meanwhile_stops_the_second_agent(world: World) -> None:
    place = factories.an_establishment(world)
    number = asks(world, agent_of(world), factories.an_account(world), **for_place(place))
    factories.a_member(world, place)
    assert refusal(world, agent_of(world), number) == "reception-has-manager"


def test_the_agent_who_saw_the_person_does_not_confirm_and_may_take_it_back(world: World) -> None:
    place, agent = factories.an_establishment(world), agent_of(world)
    number = asks(world, agent, factories.an_account(world), **for_place(place))
    assert refusal(world, agent, number) == "reception-same-agent"
    world.do(closing.refuse, agent, number)
    assert refusal(world, agent_of(world), number) == "restore-over"
    assert roles(world, place) == []


def test_it_is_done_once_and_within_the_day(world: World) -> None:
    place = factories.an_establishment(world)
    number = asks(world, agent_of(world), factories.an_account(world), **for_place(place))
    world.clock.advance(hours=25)
    assert refusal(world, agent_of(world), number) == "restore-over"


def test_nobody_decides_for_themselves_nor_for_their_own_company(world: World) -> None:
    place, near = factories.an_establishment(world), agent_of(world)
    factories.a_member(world, place, near, role=MemberRole.FOLLOWER)
    person = factories.an_account(world)
    with pytest.raises(DomainError) as refused:
        asks(world, near, person, **for_place(place))
    assert refused.value.code == "reception-near"
    number = asks(world, agent_of(world), person, **for_place(place))
    assert refusal(world, near, number) == "reception-near"
    me = agent_of(world)
    with pytest.raises(DomainError) as refused:
        asks(world, me, me, **for_place(place))
    assert refused.value.code == "restore-self"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"ridet": "12"}, "ridet"),
        ({"ridet": "9999999001"}, "ridet"),
        ({"birth_date": "18/05/1990"}, "email"),
        ({"seen": ""}, "seen"),
        ({"purpose": "habilitation", "reference": "HA-2026-999999"}, "reference"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(world: World, typed: dict[str, str], field: str) -> None:
    place = factories.an_establishment(world)
    with pytest.raises(FormError) as refused:
        asks(world, agent_of(world), factories.an_account(world), **for_place(place) | typed)
    assert field in refused.value.fields


def test_tries_are_counted_though_nobody_is_found(world: World) -> None:
    agent, place = agent_of(world), factories.an_establishment(world)
    for _ in range(10):
        with pytest.raises(FormError):
            asks(world, agent, factories.an_account(world), **for_place(place), birth_date="18/05/1990")
    with pytest.raises(DomainError) as refused:
        asks(world, agent, factories.an_account(world), **for_place(place))
    assert refused.value.code == "too-many"


def test_the_check_of_papers_is_a_line_of_the_habilitation(desk: Desk) -> None:
    world, reference = desk.world, desk.asks()
    number = asks(world, agent_of(world), desk.person, purpose="habilitation", reference=reference.lower())
    world.do(closing.confirm, agent_of(world), number)
    rows = world.rows("SELECT author, status, comment FROM demande_events ORDER BY id")
    assert plain(rows[-1].comment) == "Papiers vérifiés au point d'accueil par deux agents : passeport."
    assert rows[-1].status == rows[0].status
    assert "Province Sud" in rows[-1].author


def test_a_habilitation_of_somebody_else_is_not_found(desk: Desk) -> None:
    reference = desk.asks()
    with pytest.raises(FormError):
        asks(
            desk.world,
            agent_of(desk.world),
            factories.an_account(desk.world),
            purpose="habilitation",
            reference=reference,
        )


@pytest.mark.parametrize("role", [Role.INVOICE_AGENT, Role.ACCOUNTANT])
def test_other_agents_have_no_such_desk(world: World, role: Role) -> None:
    agent = agent_of(world, role)
    with pytest.raises(ForbiddenError):
        world.do(asking.waiting, agent)
    with pytest.raises(ForbiddenError):
        asks(world, agent, factories.an_account(world), **for_place(factories.an_establishment(world)))
    with pytest.raises(ForbiddenError):
        world.do(closing.confirm, agent, 1)
