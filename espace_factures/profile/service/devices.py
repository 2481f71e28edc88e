"""The browsers that a person is signed in from: listed, closed, named in French, and nothing invented."""

from collections.abc import Sequence
from typing import Final

from ua_parser import parse

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity.models import AuthSession
from espace_factures.identity.rules import presence
from espace_factures.identity.service import recent
from espace_factures.profile import repository

UNKNOWN: Final = "Appareil inconnu"


def mine(uow: Reading, ports: Inside, actor: Actor) -> Sequence[AuthSession]:
    """The actor's open sessions, the latest seen first."""
    actor.require(Permission.ACCOUNT_USE)
    now = ports.clock.now()
    return repository.open_sessions(uow.session, actor.account_id, now, now - presence.longest_absence(actor.roles))


def close(uow: UnitOfWork, ports: Inside, actor: Actor, session_id: int) -> None:
    """End one of the actor's sessions, who proved lately that it is they: its open pages leave at once."""
    actor.require(Permission.ACCOUNT_USE)
    recent.require(uow, ports, actor)
    if not repository.revoke_one(uow.session, actor.account_id, session_id, ports.clock.now()):
        raise NotFoundError("Cette session est déjà fermée.")
    audit_service.record(uow, ports, actor, Action.SESSION_CLOSED, f"account:{actor.account_id}")
    uow.notify(topics.account(actor.account_id))


def name_of(user_agent: str) -> str:
    """The browser and the system of a User-Agent header."""
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    return " sur ".join(part for part in (browser, system) if part and part != "Other") or UNKNOWN
