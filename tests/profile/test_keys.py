"""Passkeys of an account: added and removed by a person who knows the password, for this site only."""

import pytest

from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.identity.service.passkeys import REFUSED
from espace_factures.identity.service.sessions import Opened
from espace_factures.profile.service import keys
from tests import factories
from tests.conftest import World
from tests.identity.authenticator import Authenticator
from tests.identity.given import signs_in
from tests.identity.test_passkeys import enters
from tests.profile.given import adds


def test_a_key_of_another_origin_is_not_added(world: World) -> None:
    with pytest.raises(DomainError, match="n’a pas pu être enregistrée"):
        adds(world, factories.an_account(world), Authenticator(origin="https://evil.example"))


def test_a_challenge_adds_one_key(world: World) -> None:
    actor = factories.an_account(world)
    asked = world.do(keys.registration, actor)
    first, second = (keys.NewKey(Authenticator().create(asked.options), "") for _ in range(2))
    world.do(keys.register, actor, factories.PASSWORD, asked.value, first)
    with pytest.raises(DomainError, match="n’a pas pu être enregistrée"):
        world.do(keys.register, actor, factories.PASSWORD, asked.value, second)
    assert len(world.do(keys.mine, actor)) == 1


def test_a_key_removed_opens_nothing_and_the_password_is_enough_again(world: World) -> None:
    actor = factories.an_account(world)
    device = adds(world, actor)
    world.do(keys.remove, actor, factories.PASSWORD, world.do(keys.mine, actor)[0].id)
    assert enters(world, device) == REFUSED
    assert isinstance(signs_in(world, factories.PASSWORD, actor.email), Opened)


def test_removing_a_key_asks_for_the_password(world: World) -> None:
    actor = factories.an_account(world)
    adds(world, actor)
    with pytest.raises(FormError):
        world.do(keys.remove, actor, "pas le bon mot", world.do(keys.mine, actor)[0].id)


def test_the_key_of_another_account_cannot_be_removed(world: World) -> None:
    theirs, mine = factories.an_account(world), factories.an_account(world)
    adds(world, theirs)
    with pytest.raises(NotFoundError):
        world.do(keys.remove, mine, factories.PASSWORD, world.do(keys.mine, theirs)[0].id)


def test_adding_a_key_asks_for_the_password(world: World) -> None:
    actor, device = factories.an_account(world), Authenticator()
    asked = world.do(keys.registration, actor)
    made = keys.NewKey(device.create(asked.options), "")
    with pytest.raises(FormError):
        world.do(keys.register, actor, "pas le bon mot", asked.value, made)
    assert list(world.do(keys.mine, actor)) == []


def test_an_account_keeps_few_keys(world: World) -> None:
    actor = factories.an_account(world)
    for _ in range(keys.MOST):
        adds(world, actor)
    world.clock.advance(hours=1)
    with pytest.raises(DomainError, match="au plus"):
        adds(world, actor)


def test_an_added_key_is_told_by_mail(world: World) -> None:
    adds(world, factories.an_account(world))
    subjects = [row.subject for row in world.rows("SELECT subject FROM mails")]
    assert subjects == ["Une clé d’accès a été ajoutée sur votre compte provincial"]


def test_a_key_without_a_name_gets_one(world: World) -> None:
    actor = factories.an_account(world)
    adds(world, actor, name="  ")
    assert world.do(keys.mine, actor)[0].name == "Clé d’accès"
