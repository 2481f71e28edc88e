"""The present password before each change of an account: never guessed from an open session, never forgotten."""

from collections.abc import Callable
from typing import Any

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError
from espace_factures.identity.forms import NewPassword
from espace_factures.identity.service import proofs
from espace_factures.identity.service.proofs import Proof
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import deletion
from espace_factures.profile.service import contacts, keys, totp
from espace_factures.profile.service.keys import NewKey
from tests import factories
from tests.conftest import World

PHRASE = "une tout autre phrase calme"
GESTURES: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "password": (contacts.change_password, (NewPassword(password=PHRASE, confirmation=PHRASE),)),
    "second step on": (totp.turn_on, ("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "000000")),
    "second step off": (totp.turn_off, ()),
    "recovery codes": (totp.renew_codes, ()),
    "passkey added": (keys.register, ("", NewKey("{}", ""))),
    "passkey removed": (keys.remove, (0,)),
    "account deleted": (deletion.delete, (leaving.WORD,)),
}
EVERY = pytest.mark.parametrize("gesture", GESTURES)


def tries(world: World, gesture: str, actor: Actor, password: Any) -> Any:
    """Make a gesture with this password, or this proof."""
    use_case, arguments = GESTURES[gesture]
    return world.do(use_case, actor, password, *arguments)


@EVERY
def test_the_present_password_is_not_guessed_from_an_open_session(world: World, gesture: str) -> None:
    actor = factories.an_account(world)
    for _ in range(limits.most(Limit.PROOF)):
        with pytest.raises(FormError) as refused:
            tries(world, gesture, actor, "pas le bon mot")
        assert refused.value.fields == {"current": proofs.WRONG_PASSWORD}
    with pytest.raises(DomainError, match="Trop d’essais"):
        tries(world, gesture, actor, factories.PASSWORD)


def test_tries_of_every_gesture_are_counted_together(world: World) -> None:
    actor = factories.an_account(world)
    for number in range(limits.most(Limit.PROOF)):
        with pytest.raises(FormError):
            tries(world, list(GESTURES)[number % len(GESTURES)], actor, "pas le bon mot")
    with pytest.raises(DomainError, match="Trop d’essais"):
        world.do(proofs.prove, actor, factories.PASSWORD)


@EVERY
def test_the_password_of_another_account_proves_nothing(world: World, gesture: str) -> None:
    mine, theirs = factories.an_account(world), factories.an_account(world)
    proof = world.do(proofs.prove, theirs, factories.PASSWORD)
    with pytest.raises(FormError) as refused:
        tries(world, gesture, mine, proof)
    assert list(refused.value.fields) == ["current"]


@EVERY
def test_a_gesture_without_the_password_is_refused(world: World, gesture: str) -> None:
    actor = factories.an_account(world)
    with pytest.raises(FormError) as refused:
        tries(world, gesture, actor, Proof(actor.account_id, ""))
    assert list(refused.value.fields) == ["current"]
    with pytest.raises(FormError) as refused:
        tries(world, gesture, actor, "")
    assert list(refused.value.fields) == ["current"]


def test_a_proof_is_worth_nothing_once_the_password_has_changed(world: World) -> None:
    actor = factories.an_account(world)
    proof = world.do(proofs.prove, actor, factories.PASSWORD)
    tries(world, "password", actor, factories.PASSWORD)
    with pytest.raises(FormError):
        tries(world, "recovery codes", actor, proof)


def test_a_right_password_is_a_try_too(world: World) -> None:
    actor = factories.an_account(world)
    for _ in range(limits.most(Limit.PROOF)):
        world.do(proofs.prove, actor, factories.PASSWORD)
    with pytest.raises(DomainError, match="Trop d’essais"):
        world.do(proofs.prove, actor, factories.PASSWORD)
