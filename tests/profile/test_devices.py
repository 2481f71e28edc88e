"""The browsers one is signed in from: listed by what they say, closed by their own person only."""

import pytest

from espace_factures.core.errors import NotFoundError, ProofNeededError
from espace_factures.identity.service import sessions
from espace_factures.profile.service import devices
from tests import factories
from tests.conftest import World
from tests.identity.given import signs_in


def test_a_session_closed_from_another_is_dead_at_once(world: World) -> None:
    email = factories.an_account(world).email
    here, there = (signs_in(world, factories.PASSWORD, email).token for _ in range(2))
    actor, other = world.do(sessions.authenticate, here), world.do(sessions.authenticate, there)
    world.do(devices.close, actor, other.session_id)
    assert world.do(sessions.authenticate, there) is None
    assert [row.id for row in world.do(devices.mine, actor)] == [actor.session_id]


def test_the_session_of_somebody_else_cannot_be_closed(world: World) -> None:
    mine, theirs = factories.signed_in(world, factories.an_account(world)), factories.an_account(world)
    other = world.do(sessions.authenticate, signs_in(world, factories.PASSWORD, theirs.email).token)
    with pytest.raises(NotFoundError):
        world.do(devices.close, mine, other.session_id)


def test_a_session_left_open_closes_no_other_without_a_proof(world: World) -> None:
    email = factories.an_account(world).email
    here, there = (signs_in(world, factories.PASSWORD, email).token for _ in range(2))
    world.clock.advance(minutes=11)
    actor, other = world.do(sessions.authenticate, here), world.do(sessions.authenticate, there)
    with pytest.raises(ProofNeededError):
        world.do(devices.close, actor, other.session_id)
    assert world.do(sessions.authenticate, there)


def test_a_device_says_what_it_is_and_nothing_is_invented() -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert devices.name_of(firefox) == "Firefox sur Linux"
    assert devices.name_of("") == devices.name_of("n’importe quoi") == devices.UNKNOWN
