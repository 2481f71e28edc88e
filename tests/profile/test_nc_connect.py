"""NC Connect opens no account that its person unlinked."""

from datetime import timedelta

import pytest

from espace_factures.core.errors import ProofNeededError
from espace_factures.identity.service.identities import ToLink
from espace_factures.identity.service.sessions import Opened
from espace_factures.profile.service import nc_connect
from tests import factories
from tests.conftest import World
from tests.identity.test_identities import comes, links, who


def test_an_identity_unlinked_opens_nothing(world: World) -> None:
    actor = factories.an_account(world)
    links(world, who(actor.email), actor.email)
    world.do(nc_connect.unlink, factories.signed_in(world, actor))
    assert isinstance(comes(world, who(actor.email)), ToLink)


def test_an_open_session_unlinks_nothing_without_a_proof(world: World) -> None:
    actor = factories.an_account(world)
    links(world, who(actor.email), actor.email)
    with pytest.raises(ProofNeededError):
        world.do(nc_connect.unlink, factories.signed_in(world, actor, ago=timedelta(minutes=11)))
    assert isinstance(comes(world, who(actor.email)), Opened)
