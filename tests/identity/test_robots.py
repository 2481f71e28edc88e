"""« Je ne suis pas un robot »: where it is asked, what is refused, and what happens when nobody can tell."""

import pytest

from espace_factures.app import limits
from espace_factures.app.forms import parse
from espace_factures.app.limits import Limit
from espace_factures.core.errors import FormError
from espace_factures.identity.forms import Address, SignUp
from espace_factures.identity.service import recovery, robots, sign_in, sign_up
from espace_factures.identity.service.sessions import Device, Opened
from espace_factures.identity.service.sign_in import WRONG, Attempt, RefusedUntilSolved
from tests import factories
from tests.conftest import World
from tests.fakes import Guardian
from tests.identity.given import ADDRESS, TYPED


def asks(world: World, answer: str) -> str:
    """The first screen of the forgotten password."""
    return world.do(recovery.start, Address(email="elodie@exemple.nc"), answer, ADDRESS)


def signs_up(world: World, answer: str) -> str:
    """The sign-up form."""
    return world.do(sign_up.sign_up, parse(SignUp, TYPED), answer, ADDRESS)


@pytest.mark.parametrize("gesture", [asks, signs_up])
@pytest.mark.parametrize("answer", ["", "faux"])
def test_without_a_right_answer_nothing_is_done(world: World, gesture, answer: str) -> None:
    world.use(captcha=Guardian())
    with pytest.raises(FormError) as refused:
        gesture(world, answer)
    assert refused.value.fields == {"captcha": limits.TO_SOLVE}
    assert world.rows("SELECT 1 FROM verification_codes") == []


@pytest.mark.parametrize("gesture", [asks, signs_up])
def test_an_answer_serves_once(world: World, gesture) -> None:
    world.use(captcha=Guardian())
    gesture(world, "juste 1")
    with pytest.raises(FormError):
        gesture(world, "juste 1")
    assert gesture(world, "juste 2")


@pytest.mark.parametrize("gesture", [asks, signs_up])
def test_when_nobody_can_tell_the_person_is_told_and_nothing_passes(world: World, gesture) -> None:
    world.use(captcha=Guardian(is_silent=True))
    with pytest.raises(FormError) as refused:
        gesture(world, "juste 1")
    assert refused.value.fields == {"captcha": robots.SILENT}
    assert world.rows("SELECT 1 FROM verification_codes") == []


def test_an_answer_given_with_a_form_to_correct_serves_again(world: World) -> None:
    world.use(captcha=Guardian())
    with pytest.raises(FormError):
        world.do(sign_up.sign_up, parse(SignUp, TYPED | {"birth_date": "19/11/2015"}), "juste 1", ADDRESS)
    assert signs_up(world, "juste 1")


def tries(world: World, email: str, password: str, answer: str = ""):
    """Sign in."""
    return world.do(sign_in.sign_in, Attempt(email, password, answer), Device("Firefox", ADDRESS))


def test_after_a_few_failures_signing_in_asks_for_it(world: World) -> None:
    world.use(captcha=Guardian())
    email = factories.an_account(world).email
    outcomes = [tries(world, email, "pas le bon mot") for _ in range(limits.most(Limit.SIGN_IN_UNSOLVED))]
    assert [isinstance(outcome, RefusedUntilSolved) for outcome in outcomes] == [False, False, True]
    assert tries(world, email, factories.PASSWORD) == RefusedUntilSolved("robot", limits.TO_SOLVE)
    assert isinstance(tries(world, email, factories.PASSWORD, "juste 1"), Opened)


def test_an_unknown_address_is_asked_for_it_at_the_same_moment(world: World) -> None:
    world.use(captcha=Guardian())
    outcomes = [
        tries(world, "inconnue@exemple.nc", "pas le bon mot") for _ in range(limits.most(Limit.SIGN_IN_UNSOLVED) + 1)
    ]
    assert [outcome.sentence for outcome in outcomes] == [WRONG, WRONG, WRONG, limits.TO_SOLVE]


def test_signing_in_forgets_the_failures_before(world: World) -> None:
    world.use(captcha=Guardian())
    email = factories.an_account(world).email
    for _ in range(limits.most(Limit.SIGN_IN_UNSOLVED) - 1):
        tries(world, email, "pas le bon mot")
    tries(world, email, factories.PASSWORD)
    assert not isinstance(tries(world, email, "pas le bon mot"), RefusedUntilSolved)


def test_tries_that_no_person_made_lock_nobody_out(world: World) -> None:
    world.use(captcha=Guardian())
    email = factories.an_account(world).email
    for _ in range(50):
        tries(world, email, "pas le bon mot")
    assert isinstance(tries(world, email, factories.PASSWORD, "juste 1"), Opened)


CROWD = {asks: Limit.RECOVERY, signs_up: Limit.SIGN_UP}


@pytest.mark.parametrize("gesture", CROWD)
def test_past_what_a_network_may_try_the_work_grows_and_nobody_is_turned_away(world: World, gesture) -> None:
    world.use(captcha=Guardian())
    for _ in range(limits.most(CROWD[gesture])):
        world.do(limits.count, CROWD[gesture], ADDRESS)
    assert world.do(robots.challenge, ADDRESS) == {"effort": robots.CROWDED}
    with pytest.raises(FormError) as refused:
        gesture(world, "juste 1")
    assert refused.value.fields == {"captcha": limits.TO_SOLVE}
    assert gesture(world, "juste dur 1")
    assert world.do(robots.challenge, "192.0.2.99") == {"effort": 1}


def test_past_what_a_network_may_try_a_right_password_needs_a_proof_and_no_more(world: World) -> None:
    world.use(captcha=Guardian())
    email = factories.an_account(world).email
    for number in range(limits.most(Limit.SIGN_IN_FROM)):
        tries(world, f"inconnue{number}@exemple.nc", "pas le bon mot")
    assert tries(world, email, factories.PASSWORD) == RefusedUntilSolved("robot", limits.TO_SOLVE)
    assert tries(world, email, factories.PASSWORD, "juste 1") == RefusedUntilSolved("robot", limits.TO_SOLVE)
    assert isinstance(tries(world, email, factories.PASSWORD, "juste dur 1"), Opened)
