"""NC Connect opens no account that its person unlinked."""

from espace_factures.identity.service.identities import ToLink
from espace_factures.profile.service import nc_connect
from tests import factories
from tests.conftest import World
from tests.identity.test_identities import comes, links, who


def test_an_identity_unlinked_opens_nothing(world: World) -> None:
    actor = factories.an_account(world)
    links(world, who(actor.email), actor.email)
    world.do(nc_connect.unlink, actor)
    assert isinstance(comes(world, who(actor.email)), ToLink)
