"""« Abonnements »: what each person chose, and the link in a mail that stops its kind by one click."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app import sealed
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.notifications import repository
from espace_factures.notifications.rules import EVENTS, OFFERED, Channel, Event

PURPOSE: Final = "stop-mails"
LINK_LIFETIME: Final = timedelta(days=400)


def choices(uow: Reading, _ports: Inside, actor: Actor) -> Mapping[tuple[str, str], bool]:
    """What the actor chose, by (event, channel)."""
    actor.require(Permission.ACCOUNT_USE)
    return repository.choices(uow.session, {actor.account_id})[actor.account_id]


def choose(uow: UnitOfWork, ports: Inside, actor: Actor, event: str, channel: str, *, is_on: bool) -> None:
    """Be told of an event by a channel, or not any more."""
    actor.require(Permission.ACCOUNT_USE)
    if event not in set(Event) or channel not in OFFERED[Event(event)]:
        raise NotFoundError
    repository.choose(uow.session, actor.account_id, event, channel, is_on=is_on)
    chosen = {"event": event, "channel": channel, "is_on": is_on}
    audit_service.record(uow, ports, actor, Action.SUBSCRIPTION_CHOSEN, f"account:{actor.account_id}", **chosen)


def stop_address(ports: Inside, account_id: int, event: Event) -> str:
    """Where one click stops the mails of an event for one account, whoever is signed in."""
    values = {"account": account_id, "event": str(event)}
    token = sealed.seal(ports.settings.keys, PURPOSE, values, ports.clock.now(), LINK_LIFETIME)
    return f"{ports.settings.origin}{routes.STOP_MAILS}/{token}"


def stopped(_uow: Reading, ports: Inside, token: str) -> str:
    """What a stop link is about, in the words of the page; raises NotFoundError for one that is not ours."""
    return EVENTS[_meaning(ports, token)[1]]


def stop(uow: UnitOfWork, ports: Inside, token: str) -> str:
    """Stop the mails of a stop link; twice is once. Returns what was stopped."""
    account_id, event = _meaning(ports, token)
    repository.choose(uow.session, account_id, event, Channel.EMAIL, is_on=False)
    return EVENTS[event]


def _meaning(ports: Inside, token: str) -> tuple[int, Event]:
    values = sealed.unseal(ports.settings.keys, PURPOSE, token, ports.clock.now())
    if values is None or values.get("event") not in set(Event):
        raise NotFoundError("Ce lien ne vaut plus : connectez-vous pour choisir les messages que vous recevez.")
    return int(values["account"]), Event(values["event"])
