"""What one chose is what one is told, by every notification; security cannot be switched off."""

import itertools

import pytest

from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.notifications.messages import Letter
from espace_factures.notifications.rules import CHANNELS, EVENTS, OFFERED, USUAL, Channel, Event, wanted
from espace_factures.notifications.service import outbox, subscriptions
from espace_factures.notifications.service.outbox import Recipient
from tests import factories
from tests.conftest import World

LETTER = Letter("Votre facture est payée", ("La facture F-1 est payée.",))
TOLD = {Channel.EMAIL: "mails", Channel.SMS: "texts", Channel.PORTAL: "notices"}


def tells(world: World, actor: Actor, event: Event = Event.INVOICE, mobile: str = "+687751234") -> set[Channel]:
    """Tell somebody; by which channels he was told."""
    someone = Recipient(actor.account_id, actor.email, mobile)
    world.do(outbox.tell, event, [someone], LETTER, LETTER.subject, "/factures/detail?ref=EF-1")
    return {channel for channel, table in TOLD.items() if world.rows(f"SELECT 1 FROM {table}")}


def chooses(world: World, actor: Actor, event: Event, channel: Channel, *, is_on: bool) -> None:
    """A choice."""
    world.do(subscriptions.choose, actor, event, channel, is_on=is_on)


def test_without_a_choice_one_is_told_by_mail_and_in_the_portal(world: World) -> None:
    assert tells(world, factories.an_account(world)) == {channel for channel, usual in USUAL.items() if usual}


@pytest.mark.parametrize(
    ("event", "channel"), [pair for pair in itertools.product(Event, Channel) if pair[1] in OFFERED[pair[0]]]
)
def test_each_choice_is_honoured_and_changes_nothing_else(world: World, event: Event, channel: Channel) -> None:
    actor = factories.an_account(world)
    usual = {one for one in Channel if wanted(event, one, {})}
    chooses(world, actor, event, channel, is_on=channel not in usual)
    assert tells(world, actor, event) == usual ^ {channel}


def test_the_choices_of_somebody_else_change_nothing(world: World) -> None:
    mine, theirs = factories.an_account(world), factories.an_account(world)
    chooses(world, theirs, Event.INVOICE, Channel.EMAIL, is_on=False)
    assert Channel.EMAIL in tells(world, mine)


def test_no_sms_goes_to_a_number_that_is_not_proved(world: World) -> None:
    actor = factories.an_account(world)
    chooses(world, actor, Event.INVOICE, Channel.SMS, is_on=True)
    assert Channel.SMS not in tells(world, actor, mobile="")


def test_security_is_told_whatever_was_chosen(world: World) -> None:
    actor = factories.an_account(world)
    for event, channel in itertools.product(Event, Channel):
        if channel in OFFERED[event]:
            chooses(world, actor, event, channel, is_on=False)
    world.do(outbox.warn, Recipient(actor.account_id, actor.email), LETTER, "/factures/rib")
    assert [len(world.rows(f"SELECT 1 FROM {table}")) for table in ("mails", "notices")] == [1, 1]


@pytest.mark.parametrize(("event", "channel"), [("inconnu", "sms"), ("message", "pigeon"), (Event.RECAP, Channel.SMS)])
def test_what_is_not_offered_cannot_be_chosen(world: World, event: str, channel: str) -> None:
    with pytest.raises(NotFoundError):
        world.do(subscriptions.choose, factories.an_account(world), event, channel, is_on=True)


def link_of(world: World) -> str:
    """The sealed part of the link of the last mail."""
    return world.rows("SELECT unsubscribe FROM mails ORDER BY id DESC LIMIT 1")[0].unsubscribe.rsplit("/", 1)[-1]


def test_one_click_stops_such_mails_and_no_other(world: World) -> None:
    actor = factories.an_account(world)
    tells(world, actor)
    assert world.do(subscriptions.stop, link_of(world)) == EVENTS[Event.INVOICE]
    chosen = world.do(subscriptions.choices, actor)
    assert not wanted(Event.INVOICE, Channel.EMAIL, chosen)
    assert wanted(Event.MESSAGE, Channel.EMAIL, chosen)


def test_a_link_that_is_not_ours_stops_nothing(world: World) -> None:
    tells(world, factories.an_account(world))
    for link in ("", "abc", link_of(world)[:-2]):
        with pytest.raises(NotFoundError):
            world.do(subscriptions.stop, link)
    assert world.rows("SELECT 1 FROM subscriptions") == []


def test_a_code_has_no_link_that_stops_it(world: World) -> None:
    world.do(outbox.mail, "elodie@exemple.nc", LETTER, is_secret=True)
    assert world.rows("SELECT unsubscribe FROM mails") == [("",)]


def test_the_page_has_a_word_for_each_event_and_channel() -> None:
    assert (set(EVENTS), set(CHANNELS), set(OFFERED)) == (set(Event), set(Channel), set(Event))
