"""Passkeys: a device's key signs in alone, or as the second factor, for this site and its own account only."""

import pytest

from espace_factures.identity.service import passkeys, sessions
from espace_factures.identity.service.passkeys import REFUSED
from espace_factures.identity.service.sessions import Device, Opened, ToProve
from tests import factories
from tests.conftest import World
from tests.identity.authenticator import Authenticator
from tests.identity.given import signs_in
from tests.profile.given import adds

HERE = Device("Firefox", "192.0.2.1")


def enters(world: World, device: Authenticator):
    """Sign in with a key alone."""
    asked = world.do(passkeys.challenge, "")
    return world.do(passkeys.sign_in, asked.value, device.sign(asked.options), HERE)


def test_a_key_opens_its_account_without_a_password(world: World) -> None:
    actor = factories.an_account(world)
    opened = enters(world, adds(world, actor))
    assert isinstance(opened, Opened)
    assert world.do(sessions.authenticate, opened.token).email == actor.email


def test_a_key_nobody_added_opens_nothing(world: World) -> None:
    adds(world, factories.an_account(world))
    assert enters(world, Authenticator()) == REFUSED


def test_a_key_of_another_origin_is_refused(world: World) -> None:
    device = adds(world, factories.an_account(world))
    device.origin = "https://factures.province-sud.example.evil"
    assert enters(world, device) == REFUSED


def test_a_key_of_another_site_is_refused(world: World) -> None:
    device = adds(world, factories.an_account(world))
    device.party = "evil.example"
    assert enters(world, device) == REFUSED


def test_a_key_that_did_not_verify_its_person_is_refused(world: World) -> None:
    device = adds(world, factories.an_account(world))
    device.verifies = False
    assert enters(world, device) == REFUSED


def test_an_answer_serves_once(world: World) -> None:
    device = adds(world, factories.an_account(world))
    asked = world.do(passkeys.challenge, "")
    signed = device.sign(asked.options)
    assert isinstance(world.do(passkeys.sign_in, asked.value, signed, HERE), Opened)
    assert world.do(passkeys.sign_in, asked.value, signed, HERE) == REFUSED


def test_an_answer_to_another_challenge_is_refused(world: World) -> None:
    device = adds(world, factories.an_account(world))
    asked, other = world.do(passkeys.challenge, ""), world.do(passkeys.challenge, "")
    assert world.do(passkeys.sign_in, other.value, device.sign(asked.options), HERE) == REFUSED


def test_a_counter_that_goes_back_is_a_copied_key(world: World) -> None:
    device = adds(world, factories.an_account(world))
    enters(world, device)
    device.counter = 0
    assert enters(world, device) == REFUSED


@pytest.mark.parametrize("signed", ["", "{}", "[]", "null", '{"id": 3}', '{"id": "x", "response": {}}', "pas du JSON"])
def test_nonsense_is_refused(world: World, signed: str) -> None:
    adds(world, factories.an_account(world))
    asked = world.do(passkeys.challenge, "")
    assert world.do(passkeys.sign_in, asked.value, signed, HERE) == REFUSED


def test_a_key_is_a_second_factor(world: World) -> None:
    actor = factories.an_account(world)
    device = adds(world, actor)
    first = signs_in(world, factories.PASSWORD, actor.email)
    assert isinstance(first, ToProve)
    asked = world.do(passkeys.challenge, first.ticket)
    opened = world.do(passkeys.prove, first.ticket, asked.value, device.sign(asked.options))
    assert isinstance(opened, Opened)


def test_the_key_of_another_account_is_no_second_factor(world: World) -> None:
    mine, theirs = factories.an_account(world), factories.an_account(world)
    adds(world, mine)
    device = adds(world, theirs)
    first = signs_in(world, factories.PASSWORD, mine.email)
    assert isinstance(first, ToProve)
    asked = world.do(passkeys.challenge, first.ticket)
    assert world.do(passkeys.prove, first.ticket, asked.value, device.sign(asked.options)) == REFUSED
