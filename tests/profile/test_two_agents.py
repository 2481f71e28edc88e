"""An account is given back by two agents, never by one, nor to a colleague who is one of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError, ProofNeededError
from espace_factures.profile import rules as profile_rules
from espace_factures.profile.service import restoring
from tests import factories
from tests.conftest import World
from tests.profile.desk import agent_of, asks, is_protected, refusal
from tests.profile.given import protects


def test_the_agent_who_saw_the_person_does_not_confirm(world: World) -> None:
    agent, (person, _) = agent_of(world), protects(world)
    agent = factories.signed_in(world, agent)
    number = asks(world, agent, person)
    assert refusal(world, agent, number) == profile_rules.SAME_AGENT.code
    assert refusal(world, factories.signed_in(world, agent), number) == profile_rules.SAME_AGENT.code
    assert is_protected(world, person)


def test_the_database_itself_refuses_one_agent_twice(world: World) -> None:
    person, _ = protects(world)
    number = asks(world, agent_of(world), person)
    twice = "UPDATE restorations SET outcome = 'confirmee', closed_by = asked_by WHERE id = %s"
    with world.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql(twice, (number,))


def test_a_request_is_confirmed_once_even_by_two_agents_at_once(world: World) -> None:
    person, _ = protects(world)
    number = asks(world, agent_of(world), person)

    def confirms(agent: Actor) -> bool:
        try:
            world.do(restoring.confirm, agent, number)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(confirms, [agent_of(world), agent_of(world)])) == [False, True]
    assert refusal(world, agent_of(world), number) == profile_rules.OVER.code


def test_a_request_that_was_refused_or_taken_back_or_is_a_day_old_confirms_nothing(world: World) -> None:
    first, (person, _) = agent_of(world), protects(world)
    first = factories.signed_in(world, first)
    taken_back = asks(world, first, person)
    world.do(restoring.refuse, first, taken_back)
    refused = asks(world, first, person)
    world.do(restoring.refuse, agent_of(world), refused)
    assert [refusal(world, agent_of(world), number) for number in (taken_back, refused)] == [
        profile_rules.OVER.code
    ] * 2
    old = asks(world, first, person)
    world.clock.advance(hours=24)
    assert refusal(world, agent_of(world), old) == profile_rules.OVER.code
    assert is_protected(world, person)


def test_a_request_that_never_was_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.do(restoring.confirm, agent_of(world), 987)


def test_no_agent_does_it_for_themselves(world: World) -> None:
    admin = agent_of(world, Role.ADMIN)
    with pytest.raises(DomainError) as refused:
        asks(world, admin, admin)
    assert refused.value.code == profile_rules.THEMSELVES.code
    number = asks(world, agent_of(world, Role.ADMIN), admin)
    assert refusal(world, admin, number) == profile_rules.THEMSELVES.code


def test_an_agent_is_restored_by_two_administrators_only(world: World) -> None:
    colleague = factories.an_agent(world, Role.ACCOUNTANT)
    with pytest.raises(DomainError) as refused:
        asks(world, agent_of(world), colleague)
    assert refused.value.code == profile_rules.ADMINISTRATORS.code
    number = asks(world, agent_of(world, Role.ADMIN), colleague)
    assert refusal(world, agent_of(world), number) == profile_rules.ADMINISTRATORS.code
    world.do(restoring.confirm, agent_of(world, Role.ADMIN), number)
    assert world.rows("SELECT outcome FROM restorations") == [("confirmee",)]


@pytest.mark.parametrize("days", [0, 300])
def test_an_agent_decides_nothing_of_a_person_of_their_own_company(world: World, days: int) -> None:
    place, (person, _) = factories.an_establishment(world), protects(world)
    agent = agent_of(world)
    factories.a_member(world, place, person)
    factories.a_member(world, place, agent, ended_at=world.clock.now() - timedelta(days=days) if days else None)
    with pytest.raises(DomainError) as refused:
        asks(world, agent, person)
    assert refused.value.code == profile_rules.NEAR.code
    assert refusal(world, agent, asks(world, agent_of(world), person)) == profile_rules.NEAR.code


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.HABILITATION_AGENT, Role.ADMIN}))
def test_other_roles_neither_see_nor_ask_nor_confirm(world: World, role: Role) -> None:
    person, _ = protects(world)
    number = asks(world, agent_of(world), person)
    other = factories.signed_in(world, factories.an_account(world, *([] if role is Role.USER else [role])))
    gestures = [restoring.waiting, restoring.confirm, restoring.refuse]
    for gesture, given in zip(gestures, [(), (number,), (number,)], strict=True):
        with pytest.raises(ForbiddenError):
            world.do(gesture, other, *given)
    with pytest.raises(ForbiddenError):
        asks(world, other, person)


def test_a_session_proved_long_ago_asks_and_confirms_nothing(world: World) -> None:
    person, _ = protects(world)
    agent = factories.an_agent(world, Role.HABILITATION_AGENT)
    old = factories.signed_in(world, agent, ago=timedelta(minutes=11))
    with pytest.raises(ProofNeededError):
        asks(world, old, person)
    number = asks(world, agent_of(world), person)
    with pytest.raises(ProofNeededError):
        world.do(restoring.confirm, old, number)


def test_an_address_that_nobody_proved_is_not_given_back(world: World) -> None:
    squatter = factories.an_account(world, email_proved_at=None)
    with pytest.raises(FormError, match="Aucun compte"):
        asks(world, agent_of(world), squatter)


def test_an_agent_does_not_search_addresses_without_end(world: World) -> None:
    (person, _), agent = protects(world), agent_of(world)
    for _ in range(limits.most(Limit.DESK)):
        with pytest.raises(FormError):
            asks(world, agent, person, birth_date="18/05/1990")
    with pytest.raises(DomainError, match="Trop d’essais"):
        asks(world, agent, person)
