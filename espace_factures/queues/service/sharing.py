"""Who follows what: an agent takes demandes of the queue, gives them to a colleague, or leaves them to all."""

from collections.abc import Sequence
from typing import Final

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.words import counted
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.queues.repository import held
from espace_factures.queues.rules import MOST_AT_ONCE
from espace_factures.queues.service import listing

MOST_NAMED: Final = 3
NOTHING_TICKED: Final = "Cochez d’abord une ligne."
NOTHING_FREE: Final = "Tout ce qui attend est déjà suivi par quelqu’un."


def give(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, references: Sequence[str], account_id: int) -> int:
    """Make a colleague, or the agent, follow these demandes; nobody when it is 0. Returns how many changed hands."""
    scope = listing.scope_of(uow, ports, actor, kind)
    if not references:
        raise DomainError(NOTHING_TICKED, "nothing-ticked")
    if account_id and account_id not in {one.id for one in listing.colleagues(uow, actor, scope)}:
        raise NotFoundError("Cet agent ne travaille pas dans cette file.")
    rows = held.held(uow.session, scope, references[:MOST_AT_ONCE])
    if account_id and listing.served(scope):
        _refuse_elsewhere(uow, rows, account_id)
    changed = [row for row in rows if row.assignee_id != (account_id or None)]
    for row in changed:
        _give(uow, ports, actor, row, account_id or None)
    return len(changed)


def take_next(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind) -> str:
    """Follow the oldest that waits and that nobody follows; returns its reference."""
    scope = listing.scope_of(uow, ports, actor, kind)
    found = held.next_free(uow.session, scope)
    if found is None:
        raise DomainError(NOTHING_FREE, "nothing-free")
    _give(uow, ports, actor, found, actor.account_id)
    return found.reference


def told(count: int, name: str) -> str:
    """What was just done."""
    if not count:
        return "Rien n’a changé de mains."
    items = counted(count, "élément")
    return f"{items} : suivi par {name}." if name else f"{items} : libre pour tous."


def _refuse_elsewhere(uow: UnitOfWork, rows: Sequence[Demande], account_id: int) -> None:
    """What an agent follows is of a direction that they work for: nobody else would take it."""
    theirs = held.served_by(uow.session, account_id)
    if others := [row for row in rows if row.desk not in theirs]:
        names = ", ".join(row.reference for row in others[:MOST_NAMED])
        raise DomainError(
            f"Cet agent n’instruit pas la direction de {names} : décochez, ou choisissez quelqu’un d’autre.",
            "not-their-direction",
        )


def _give(uow: UnitOfWork, ports: Inside, actor: Actor, row: Demande, account_id: int | None) -> None:
    row.assignee_id = account_id
    audit_service.record(uow, ports, actor, Action.DEMANDE_GIVEN, row.reference, to=account_id or 0)
    uow.notify(topics.queue(row.kind))
    uow.notify(topics.demande(row.reference))
