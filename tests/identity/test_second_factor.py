"""One-time passwords and recovery codes: asked after the password, each used once."""

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor
from espace_factures.core.errors import Refusal
from espace_factures.identity.service import second_factor, sessions
from espace_factures.identity.service.second_factor import WRONG
from espace_factures.identity.service.sessions import Opened, ToProve
from espace_factures.profile.service import totp
from tests import factories
from tests.conftest import World
from tests.identity.given import signs_in
from tests.profile.given import SECRET, otp, protects


def first_step(world: World, actor: Actor) -> str:
    """The password is right; returns the ticket of the second step."""
    outcome = signs_in(world, factories.PASSWORD, actor.email)
    assert isinstance(outcome, ToProve)
    return outcome.ticket


def proves(world: World, ticket: str, typed: str) -> Opened | Refusal:
    """Type a code at the second step."""
    return world.do(second_factor.prove, ticket, typed)


def test_after_the_password_a_one_time_password_opens_the_session(world: World) -> None:
    actor, _ = protects(world)
    opened = proves(world, first_step(world, actor), otp(world))
    assert isinstance(opened, Opened)
    assert world.do(sessions.authenticate, opened.token).email == actor.email


def test_the_ticket_of_the_second_step_opens_nothing_by_itself(world: World) -> None:
    actor, _ = protects(world)
    assert world.do(sessions.authenticate, first_step(world, actor)) is None


def test_once_through_the_ticket_is_dead(world: World) -> None:
    actor, _ = protects(world)
    ticket = first_step(world, actor)
    proves(world, ticket, otp(world))
    world.clock.advance(seconds=60)
    assert proves(world, ticket, otp(world)) == sessions.EXPIRED
    assert world.do(sessions.authenticate, ticket) is None


def test_a_one_time_password_serves_once_in_its_window(world: World) -> None:
    actor, _ = protects(world)
    first, second = first_step(world, actor), first_step(world, actor)
    assert isinstance(proves(world, first, otp(world)), Opened)
    assert proves(world, second, otp(world)) == Refusal("factor-wrong", WRONG)


def test_an_older_one_is_refused_after_a_newer_one(world: World) -> None:
    actor, _ = protects(world)
    first, second = first_step(world, actor), first_step(world, actor)
    proves(world, first, otp(world))
    assert proves(world, second, otp(world, -1)) == Refusal("factor-wrong", WRONG)


@pytest.mark.parametrize(("steps", "passes"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(world: World, steps: int, passes: bool) -> None:
    actor, _ = protects(world)
    world.clock.advance(seconds=60)
    assert isinstance(proves(world, first_step(world, actor), otp(world, steps)), Opened) is passes


def test_the_one_that_turned_it_on_does_not_serve_again(world: World) -> None:
    actor = factories.an_account(world)
    world.do(totp.turn_on, actor, factories.PASSWORD, SECRET, otp(world))
    assert proves(world, first_step(world, actor), otp(world)) == Refusal("factor-wrong", WRONG)


def test_a_recovery_code_serves_once_and_its_owner_is_told(world: World) -> None:
    actor, recovery = protects(world)
    assert isinstance(proves(world, first_step(world, actor), recovery[0].upper()), Opened)
    assert proves(world, first_step(world, actor), recovery[0]) == Refusal("factor-wrong", WRONG)
    subjects = [row.subject for row in world.rows("SELECT subject FROM mails ORDER BY id")]
    assert subjects[-1] == "Un code de secours a servi à vous connecter"


def test_the_recovery_code_of_another_account_opens_nothing(world: World) -> None:
    _, theirs = protects(world)
    mine, _ = protects(world)
    assert proves(world, first_step(world, mine), theirs[0]) == Refusal("factor-wrong", WRONG)


def test_renewed_codes_replace_the_former_ones(world: World) -> None:
    actor, old = protects(world)
    new = world.do(totp.renew_codes, actor, factories.PASSWORD)
    assert proves(world, first_step(world, actor), old[0]) == Refusal("factor-wrong", WRONG)
    assert isinstance(proves(world, first_step(world, actor), new[0]), Opened)


def test_wrong_codes_are_few_and_counted_though_refused(world: World) -> None:
    actor, recovery = protects(world)
    for _ in range(limits.most(Limit.FACTOR)):
        assert proves(world, first_step(world, actor), "000000") == Refusal("factor-wrong", WRONG)
    assert proves(world, first_step(world, actor), recovery[0]) == Refusal("too-many", limits.TOO_MANY)


def test_the_second_step_waits_ten_minutes(world: World) -> None:
    actor, _ = protects(world)
    ticket = first_step(world, actor)
    world.clock.advance(minutes=10)
    assert proves(world, ticket, otp(world)) == sessions.EXPIRED


def test_a_new_password_does_not_go_round_the_second_factor(world: World) -> None:
    from tests.identity.given import code_sent
    from tests.identity.test_recovery import asks, resets

    actor, _ = protects(world)
    outcome = resets(world, asks(world, actor.email), code_sent(world, actor.email))
    assert isinstance(world.do(sessions.enter, outcome.ticket), ToProve)  # type: ignore[union-attr]
