"""One-time passwords are turned on and off by a person who knows the password, and their secrets are kept sealed."""

import pytest

from espace_factures.core.errors import FormError
from espace_factures.identity.service.sessions import Opened
from espace_factures.profile.service import totp
from tests import factories
from tests.conftest import World
from tests.identity.given import signs_in
from tests.profile.given import SECRET, otp, protects


def test_turning_it_on_asks_for_the_password_and_a_right_code(world: World) -> None:
    actor = factories.an_account(world)
    with pytest.raises(FormError) as wrong_password:
        world.do(totp.turn_on, actor, "pas le bon mot", SECRET, otp(world))
    with pytest.raises(FormError) as wrong_code:
        world.do(totp.turn_on, actor, factories.PASSWORD, SECRET, "000000")
    assert (set(wrong_password.value.fields), set(wrong_code.value.fields)) == ({"current"}, {"code"})
    assert isinstance(signs_in(world, factories.PASSWORD, actor.email), Opened)


def test_turned_off_it_is_asked_no_more_and_its_codes_are_dead(world: World) -> None:
    actor, _ = protects(world)
    world.do(totp.turn_off, actor, factories.PASSWORD)
    assert isinstance(signs_in(world, factories.PASSWORD, actor.email), Opened)
    assert world.rows("SELECT 1 FROM recovery_codes") == []


def test_a_change_of_protection_is_told_by_mail(world: World) -> None:
    actor, _ = protects(world)
    world.do(totp.turn_off, actor, factories.PASSWORD)
    subjects = [row.subject for row in world.rows("SELECT subject FROM mails ORDER BY id")]
    assert subjects == [
        "La double authentification est activée sur votre compte provincial",
        "La double authentification est désactivée sur votre compte provincial",
    ]


def test_neither_the_secret_nor_a_code_can_be_read_in_the_database(world: World) -> None:
    _, recovery = protects(world)
    kept = str(world.rows("SELECT totp_sealed FROM accounts") + world.rows("SELECT code_hash FROM recovery_codes"))
    assert SECRET not in kept
    assert not any(code in kept for code in recovery)


def test_the_picture_holds_the_account_and_who_asks() -> None:
    shown = totp.enrolment(SECRET, "elodie@exemple.nc")
    assert shown.picture.startswith("data:image/svg+xml")
    assert shown.typed.replace(" ", "") == SECRET
