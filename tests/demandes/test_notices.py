"""The portal's notices: what is new first, closed all at once, each for its own person."""

from espace_factures.core.access import Actor
from espace_factures.notifications.messages import Letter
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from tests import factories
from tests.conftest import World

LETTER = Letter("Un sujet", ("Une phrase.",))


def told(world: World, actor: Actor, title: str, link: str = "/factures") -> None:
    """Somebody is told something."""
    recipient = outbox.Recipient(actor.account_id, actor.email)
    world.do(lambda uow, ports: outbox.tell(uow, ports, Event.INVOICE, [recipient], LETTER, title, link))


def titles(world: World, actor: Actor) -> list[str]:
    """What the page shows, from the top."""
    return [notice.title for notice in world.do(outbox.notices, actor)]


def test_an_old_notice_that_waits_comes_before_newer_ones_already_read(world: World) -> None:
    person = factories.an_account(world)
    told(world, person, "Ancienne, à lire", "/factures/suivi")
    told(world, person, "Récente, lue")
    world.do(outbox.mark_read, person, "/factures")
    assert titles(world, person) == ["Ancienne, à lire", "Récente, lue"]


def test_marking_all_as_read_leaves_none(world: World) -> None:
    person = factories.an_account(world)
    told(world, person, "Une")
    told(world, person, "Deux", "/factures/suivi")
    world.do(outbox.mark_read, person)
    assert world.do(outbox.unread_count, person) == 0


def test_one_persons_gesture_leaves_anothers_notices_alone(world: World) -> None:
    person, other = factories.an_account(world), factories.an_account(world)
    told(world, other, "À l’autre")
    world.do(outbox.mark_read, person)
    assert world.do(outbox.unread_count, other) == 1
    assert titles(world, person) == []
