"""Inactivity: a session ends half an hour after the last gesture of an agent, two hours after anybody else's."""

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.identity.service import sessions
from espace_factures.profile.service import devices
from tests import factories
from tests.conftest import World
from tests.identity.given import signs_in

AGENTS = [role for role in Role if role is not Role.USER]


def comes_in(world: World, who: Actor) -> str:
    """The token of a session."""
    token: str = signs_in(world, factories.PASSWORD, who.email).token
    return token


@pytest.mark.parametrize("role", AGENTS)
def test_the_session_of_an_agent_ends_after_half_an_hour_without_gesture(world: World, role: Role) -> None:
    token = comes_in(world, factories.an_account(world, role))
    world.clock.advance(minutes=29, seconds=59)
    assert world.do(sessions.authenticate, token)
    world.clock.advance(minutes=30)
    assert world.do(sessions.authenticate, token) is None


def test_the_session_of_anybody_else_ends_after_two_hours(world: World) -> None:
    token = comes_in(world, factories.an_account(world))
    world.clock.advance(minutes=119)
    assert world.do(sessions.authenticate, token)
    world.clock.advance(minutes=120)
    assert world.do(sessions.authenticate, token) is None


def test_gestures_keep_a_session_open(world: World) -> None:
    token = comes_in(world, factories.an_account(world, Role.ACCOUNTANT))
    for _ in range(5):
        world.clock.advance(minutes=20)
        assert world.do(sessions.authenticate, token)


def test_what_a_page_does_by_itself_does_not(world: World) -> None:
    token = comes_in(world, factories.an_account(world, Role.ACCOUNTANT))
    for _ in range(3):
        world.clock.advance(minutes=9)
        assert world.do(sessions.authenticate, token, is_gesture=False)
    world.clock.advance(minutes=9)
    assert world.do(sessions.authenticate, token, is_gesture=False) is None


def test_the_page_is_told_how_long_is_left(world: World) -> None:
    actor = world.do(sessions.authenticate, comes_in(world, factories.an_account(world, Role.ACCOUNTANT)))
    world.clock.advance(minutes=25)
    assert world.do(sessions.seconds_left, actor) == 300


def test_a_session_that_ended_so_is_not_listed_among_the_open_ones(world: World) -> None:
    account = factories.an_account(world)
    comes_in(world, account)
    world.clock.advance(minutes=121)
    here = world.do(sessions.authenticate, comes_in(world, account))
    assert [row.id for row in world.do(devices.mine, here)] == [here.session_id]
