"""A recent proof: who must give one, what it is worth, and for how long."""

from datetime import timedelta

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, ProofNeededError
from espace_factures.identity.service import passkeys, recent
from tests import factories
from tests.conftest import World
from tests.profile.given import adds, otp, protects

AN_HOUR = timedelta(hours=1)


def since_long(world: World, actor: Actor | None = None) -> Actor:
    """Somebody who came in an hour ago."""
    return factories.signed_in(world, actor or factories.an_account(world), ago=AN_HOUR)


def test_who_just_signed_in_has_proved_that_it_is_they(world: World) -> None:
    actor = factories.signed_in(world, factories.an_account(world))
    world.do(recent.require, actor)
    world.clock.advance(minutes=10, seconds=1)
    with pytest.raises(ProofNeededError):
        world.do(recent.require, actor)


def test_the_password_of_a_bare_account_is_a_proof_for_ten_minutes(world: World) -> None:
    actor = since_long(world)
    world.do(recent.prove_by_password, actor, factories.PASSWORD)
    world.do(recent.require, actor)
    world.clock.advance(minutes=10, seconds=1)
    with pytest.raises(ProofNeededError):
        world.do(recent.require, actor)


def test_a_proof_is_of_one_session_alone(world: World) -> None:
    account = factories.an_account(world)
    here, there = since_long(world, account), since_long(world, account)
    world.do(recent.prove_by_password, here, factories.PASSWORD)
    with pytest.raises(ProofNeededError):
        world.do(recent.require, there)


def test_a_wrong_password_proves_nothing_and_is_counted(world: World) -> None:
    actor = since_long(world)
    for _ in range(limits.most(Limit.PROOF)):
        with pytest.raises(FormError):
            world.do(recent.prove_by_password, actor, "pas le bon mot")
    with pytest.raises(DomainError) as refused:
        world.do(recent.prove_by_password, actor, factories.PASSWORD)
    assert refused.value.code == "too-many"
    with pytest.raises(ProofNeededError):
        world.do(recent.require, actor)


def test_a_password_is_no_proof_for_an_account_that_a_factor_protects(world: World) -> None:
    actor = since_long(world, protects(world)[0])
    with pytest.raises(ForbiddenError):
        world.do(recent.prove_by_password, actor, factories.PASSWORD)
    assert not world.do(recent.ways, actor).has_password


def test_a_one_time_password_is_a_proof_once(world: World) -> None:
    actor = since_long(world, protects(world)[0])
    typed = otp(world)
    assert world.do(recent.prove_by_code, actor, typed) is None
    world.do(recent.require, actor)
    assert world.do(recent.prove_by_code, actor, typed).code == "factor-wrong"


def test_a_key_of_the_account_is_a_proof_and_no_other_is(world: World) -> None:
    mine, theirs = since_long(world), since_long(world)
    key, other = adds(world, mine), adds(world, theirs)
    for device, is_mine in ((other, False), (key, True)):
        asked = world.do(recent.ways, mine)
        refused = world.do(recent.prove_by_key, mine, asked.challenge, device.sign(asked.key_options))
        assert refused == (None if is_mine else passkeys.REFUSED)
    world.do(recent.require, mine)


def test_what_needs_a_proof_each_time_takes_neither_the_sign_in_nor_the_same_twice(world: World) -> None:
    actor = factories.signed_in(world, factories.an_account(world))
    with pytest.raises(ProofNeededError):
        world.do(recent.spend, actor)
    world.clock.advance(seconds=1)
    world.do(recent.prove_by_password, actor, factories.PASSWORD)
    world.do(recent.spend, actor)
    with pytest.raises(ProofNeededError):
        world.do(recent.spend, actor)
