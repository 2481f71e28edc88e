"""Whatever a keyboard or a clipboard makes of them, an address, a password and a code are those of the person."""

import unicodedata

import pytest
from argon2 import PasswordHasher
from pyotp.totp import TOTP

from espace_factures.app.forms import parse
from espace_factures.core.errors import FormError, Refusal
from espace_factures.identity.forms import SignUp
from espace_factures.identity.service import passwords, second_factor
from espace_factures.identity.service.sessions import Opened
from tests.conftest import World
from tests.identity.given import TYPED, activate, active, code_sent, signs_in, signs_up

ACCENTED = "Été au lagon, déjà prêt"
SHARED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DECOMPOSED = unicodedata.normalize("NFD", ACCENTED)


@pytest.mark.parametrize(("chosen", "typed"), [(ACCENTED, DECOMPOSED), (DECOMPOSED, ACCENTED)])
def test_a_password_is_the_same_on_every_keyboard(world: World, chosen: str, typed: str) -> None:
    active(world, password=chosen)
    assert isinstance(signs_in(world, typed), Opened)


def test_a_hash_made_before_letters_were_composed_still_opens_to_who_types_it(world: World) -> None:
    old = PasswordHasher().hash(DECOMPOSED)
    assert passwords.is_right(old, DECOMPOSED)
    assert not passwords.is_right(old, DECOMPOSED + "!")


@pytest.mark.parametrize("password", ["\ud800" * 12, "\x00" * 12, "e" + "\u0301\u0323" * 30_000, "\u202e" * 12])
def test_no_password_breaks_the_comparison(world: World, password: str) -> None:
    assert not passwords.is_right(passwords.hash_password(ACCENTED), password)
    assert passwords.whose([], password, passwords.salt_of(world.ports, TYPED["email"])) is None


@pytest.mark.parametrize(
    "typed",
    [
        "rené@exemple.nc",
        unicodedata.normalize("NFD", "rené@exemple.nc"),
        " RENÉ@exemple.nc. ",
        "mailto:ren\u200bé@exemple.nc",
    ],
)
def test_an_address_finds_its_account_however_it_was_typed(world: World, typed: str) -> None:
    active(world, email="rené@exemple.nc")
    assert isinstance(signs_in(world, email=typed), Opened)


def test_a_domain_of_the_dns_finds_the_account_of_the_domain_with_accents(world: World) -> None:
    active(world, email="jean@société.nc")
    assert isinstance(signs_in(world, email="jean@xn--socit-esab.nc"), Opened)


@pytest.mark.parametrize("typed", ["jean..d@mail.nc", "jean @mail.nc", "jean", "jean@mail"])
def test_an_address_that_is_none_is_refused_at_sign_up_with_an_example(typed: str) -> None:
    with pytest.raises(FormError) as refusal:
        parse(SignUp, TYPED | {"email": typed})
    assert refusal.value.fields == {"email": "Écrivez une adresse courriel complète, par exemple prenom.nom@mail.nc."}


@pytest.mark.parametrize("pasted", [" {} ", "\u200b{}", "Votre code : {}.", "Code Espace Factures : {} (10 minutes)"])
def test_a_code_is_taken_from_what_was_pasted(world: World, pasted: str) -> None:
    ticket = signs_up(world)
    assert isinstance(activate(world, ticket, pasted.format(code_sent(world))), Opened)


def test_a_code_typed_with_spaces_between_its_digits_is_right(world: World) -> None:
    ticket = signs_up(world)
    assert isinstance(activate(world, ticket, " ".join(code_sent(world))), Opened)


@pytest.mark.parametrize("typed", ["é", "²²²²²²", "\x00", "\ud800", "x" * 10_000])
def test_no_text_breaks_the_second_step(world: World, typed: str) -> None:
    assert second_factor.step_of(SHARED, typed, world.ports, 0) is None
    assert isinstance(
        world.do(second_factor.prove, typed.encode(errors="ignore").decode().replace("\x00", ""), typed), Refusal
    )


@pytest.mark.parametrize("pasted", [" {} ", "\u200b{}", "Code : {}"])
def test_a_one_time_password_is_taken_from_what_was_pasted(world: World, pasted: str) -> None:
    code = TOTP(SHARED).at(world.clock.now())
    assert second_factor.step_of(SHARED, pasted.format(code), world.ports, 0)
    assert second_factor.step_of(SHARED, f"{code[:3]} {code[3:]}", world.ports, 0)
