"""Where a second factor is compulsory: who must have one, what they may do without, and what four digits open."""

from dataclasses import replace

import pytest

from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.errors import DomainError, Refusal
from espace_factures.establishments.rules import MemberRole
from espace_factures.identity.service import passkeys, recovery, second_factor, sessions
from espace_factures.identity.service.sessions import Opened, ToProve
from espace_factures.profile.service import keys, totp
from tests import factories
from tests.conftest import World
from tests.identity.given import code_sent, signs_in
from tests.identity.test_recovery import asks, resets
from tests.profile.given import SECRET, adds, otp

PHRASE = "une tout autre phrase calme"


@pytest.fixture
def strict(world: World) -> World:
    """A world as production is."""
    world.use(settings=replace(world.ports.settings, asks_factor=True))
    return world


def comes_in(world: World, who: Actor) -> Actor:
    """The actor of a session that a password alone opened."""
    opened = signs_in(world, factories.PASSWORD, who.email)
    assert isinstance(opened, Opened)
    return world.do(sessions.authenticate, opened.token)


def manager(world: World) -> Actor:
    """Somebody who manages an établissement."""
    return factories.a_member(world, factories.an_establishment(world))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.USER])
def test_an_agent_without_factor_may_only_get_one(strict: World, role: Role) -> None:
    actor = comes_in(strict, factories.an_account(strict, role))
    assert [right for right in Permission if actor.can(right)] == [Permission.ACCOUNT_PROTECT]


def test_a_manager_without_factor_may_only_get_one(strict: World) -> None:
    actor = comes_in(strict, manager(strict))
    assert [right for right in Permission if actor.can(right)] == [Permission.ACCOUNT_PROTECT]


@pytest.mark.parametrize("role", [MemberRole.DEPOSITOR, MemberRole.FOLLOWER])
def test_who_manages_nothing_is_free_to_have_none(strict: World, role: MemberRole) -> None:
    colleague = factories.a_member(strict, factories.an_establishment(strict), role=role)
    assert comes_in(strict, colleague).can(Permission.INVOICE_DEPOSIT)


def test_a_demonstration_forces_nobody(world: World) -> None:
    assert comes_in(world, factories.an_account(world, Role.ACCOUNTANT)).can(Permission.INVOICE_PAY)


def test_a_code_of_an_application_opens_the_way_at_once(strict: World) -> None:
    opened = signs_in(strict, factories.PASSWORD, factories.an_account(strict, Role.ACCOUNTANT).email)
    strict.do(totp.turn_on, strict.do(sessions.authenticate, opened.token), factories.PASSWORD, SECRET, otp(strict))
    assert strict.do(sessions.authenticate, opened.token).can(Permission.INVOICE_PAY)


def test_a_passkey_opens_the_way_at_once(strict: World) -> None:
    opened = signs_in(strict, factories.PASSWORD, manager(strict).email)
    adds(strict, strict.do(sessions.authenticate, opened.token))
    assert strict.do(sessions.authenticate, opened.token).can(Permission.INVOICE_DEPOSIT)


def test_the_last_factor_of_an_agent_is_replaced_and_never_only_taken_away(strict: World) -> None:
    opened = signs_in(strict, factories.PASSWORD, factories.an_account(strict, Role.ACCOUNTANT).email)
    strict.do(totp.turn_on, strict.do(sessions.authenticate, opened.token), factories.PASSWORD, SECRET, otp(strict))
    actor = strict.do(sessions.authenticate, opened.token)
    with pytest.raises(DomainError) as refused:
        strict.do(totp.turn_off, actor, factories.PASSWORD)
    assert refused.value.code == "factor-compulsory"
    adds(strict, actor)
    strict.do(totp.turn_off, actor, factories.PASSWORD)
    [key] = strict.do(keys.mine, actor)
    with pytest.raises(DomainError) as refused:
        strict.do(keys.remove, actor, factories.PASSWORD, key.id)
    assert refused.value.code == "factor-compulsory"


@pytest.mark.parametrize("who", [manager, lambda world: factories.an_account(world, Role.ACCOUNTANT)])
def test_four_digits_alone_change_no_password_of_an_agent_or_a_manager(strict: World, who) -> None:
    email = who(strict).email
    outcome = resets(strict, asks(strict, email), code_sent(strict, email))
    assert isinstance(outcome, Refusal)
    assert outcome.code == recovery.AT_A_DESK.code
    assert isinstance(signs_in(strict, factories.PASSWORD, email), Opened)


def test_four_digits_and_the_factor_change_it(strict: World) -> None:
    email = manager(strict).email
    opened = signs_in(strict, factories.PASSWORD, email)
    strict.do(totp.turn_on, strict.do(sessions.authenticate, opened.token), factories.PASSWORD, SECRET, otp(strict))
    strict.clock.advance(seconds=60)
    outcome = resets(strict, asks(strict, email), code_sent(strict, email))
    step = strict.do(sessions.enter, outcome.ticket)
    assert isinstance(step, ToProve)
    assert isinstance(signs_in(strict, factories.PASSWORD, email), ToProve), "the password is still the old one"
    assert strict.do(second_factor.prove, step.ticket, "000000").code == "factor-wrong"
    assert isinstance(strict.do(second_factor.prove, step.ticket, otp(strict)), Opened)
    assert strict.do(sessions.authenticate, opened.token) is None, "the sessions before it are closed"
    assert isinstance(signs_in(strict, factories.PASSWORD, email), Refusal)


def test_a_passkey_finishes_a_recovery_too_and_guesses_never_lock_it(world: World) -> None:
    actor = factories.an_account(world)
    key = adds(world, actor)
    step = world.do(sessions.enter, resets(world, asks(world, actor.email), code_sent(world, actor.email)).ticket)
    for _ in range(30):
        assert world.do(second_factor.prove, step.ticket, "000000").code in {"factor-wrong", "too-many"}
    asked = world.do(passkeys.challenge, step.ticket)
    assert isinstance(world.do(passkeys.prove, step.ticket, asked.value, key.sign(asked.options)), Opened)
