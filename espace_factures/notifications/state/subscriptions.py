"""« Abonnements »: what the person is told, and where; each choice is kept at once."""

from dataclasses import dataclass

import reflex as rx

from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.notifications.rules import CHANNELS, EVENTS, FOR_AGENTS, OFFERED, Channel, Event, wanted
from espace_factures.notifications.service import subscriptions
from espace_factures.web.access import Feedback, public, secured
from espace_factures.web.address import query_value

USE = Permission.ACCOUNT_USE


@dataclass(frozen=True, slots=True)
class SubscriptionChoice:
    """One event by one channel."""

    event: str
    channel: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event and its channels."""

    event: str
    label: str
    choices: list[SubscriptionChoice]


class SubscriptionsState(Feedback, rx.State):
    """The choices."""

    is_loaded: bool = False
    rows: list[EventRow] = []
    notice: str = ""
    visits: int = 0
    """Another at each visit: the boxes are drawn afresh, as they are now."""

    @rx.event
    @secured(USE)
    async def load(self, actor: Actor) -> None:
        """Read them."""
        chosen = await read(subscriptions.choices, actor)
        self.rows = [
            EventRow(event, EVENTS[event], _choices(event, chosen)) for event in Event if _concerns(event, actor)
        ]
        self.is_loaded, self.notice, self.visits = True, "", self.visits + 1

    @rx.event
    @secured(USE)
    async def choose(self, actor: Actor, event: str, channel: str, is_on: bool) -> None:
        """Keep a choice."""
        await run(subscriptions.choose, actor, event, channel, is_on=is_on)
        verb = "Vous recevrez" if is_on else "Vous ne recevrez plus"
        self.notice = f"{verb} : {EVENTS[Event(event)]} – {CHANNELS[Channel(channel)]}."


class StopState(Feedback, rx.State):
    """The page behind the link of a mail."""

    event: str = ""
    is_done: bool = False
    _link: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Say what the link stops."""
        self._link, self.is_done = query_value(self, "lien"), False
        self.event = await read(subscriptions.stopped, self._link)

    @rx.event
    @public
    async def stop(self) -> None:
        """Stop these mails."""
        self.event = await run(subscriptions.stop, self._link)
        self.is_done = True


def _concerns(event: Event, actor: Actor) -> bool:
    """Those who instruct nothing are not asked about what agents are told."""
    return event not in FOR_AGENTS or actor.is_agent


def _choices(event: Event, chosen: object) -> list[SubscriptionChoice]:
    return [
        SubscriptionChoice(event, channel, CHANNELS[channel], wanted(event, channel, chosen))  # type: ignore[arg-type]
        for channel in Channel
        if channel in OFFERED[event]
    ]
