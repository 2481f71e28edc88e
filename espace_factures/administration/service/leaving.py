"""An agent leaves a direction: who takes it over is said, or it is said that nobody does."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.administration import messages, repository
from espace_factures.administration.rules import NOBODY
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import typed
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.core.words import plural
from espace_factures.demandes.rules import Kind
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import notices
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction


@dataclass(frozen=True, slots=True)
class Successor:
    """An agent of invoices who could take a direction over."""

    account_id: int
    name: str


def orphans(uow: Reading, account_id: int, left: Collection[int]) -> list[Direction]:
    """The directions, of those that an agent leaves, which nobody else serves."""
    others = organisation_repository.others_with(uow.session, Role.INVOICE_AGENT, account_id)
    kept = {row.direction_id for row in organisation_repository.served_by(uow.session, others)}
    alone = [
        row for row in organisation_repository.every_direction(uow.session) if row.id in left and row.id not in kept
    ]
    waiting = repository.under_way(uow.session, [direction.id for direction in alone])
    return [direction for direction in alone if direction.is_active or waiting[direction.id]]


def successors(uow: Reading, account_id: int) -> list[Successor]:
    """The other agents of invoices, by name."""
    others = organisation_repository.others_with(uow.session, Role.INVOICE_AGENT, account_id)
    names = identity_repository.names(uow.session, others)
    return sorted((Successor(number, name) for number, name in names.items()), key=lambda one: one.name)


def hand_over(
    uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int, left: Collection[int], successor: str
) -> None:
    """Give what nobody else serves to the one who was chosen; raises FormError when nobody was."""
    orphaned = orphans(uow, account_id, left)
    if not orphaned or successor == NOBODY:
        return
    chosen = typed.identifier(successor)
    if chosen not in organisation_repository.others_with(uow.session, Role.INVOICE_AGENT, account_id):
        raise FormError({"successor": _ask(orphaned)})
    for direction in orphaned:
        organisation_repository.add_direction_of(uow.session, chosen, direction.id)
    served(uow, ports, actor, chosen)


def free(uow: UnitOfWork, account_id: int, kinds: Collection[Kind], desks: Collection[int] | None = None) -> int:
    """What an agent follows and may not decide any more waits for all; returns how many."""
    count = repository.free(uow.session, account_id, kinds, desks)
    for kind in kinds if count else ():
        uow.notify(topics.queue(kind))
    return count


def served(uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int) -> None:
    """Tell an agent which directions are theirs now, and write it down."""
    numbers = {row.direction_id for row in organisation_repository.served_by(uow.session, [account_id])}
    theirs = [row for row in organisation_repository.every_direction(uow.session) if row.id in numbers]
    codes = [direction.code for direction in theirs]
    audit_service.record(uow, ports, actor, Action.AGENT_DIRECTIONS, f"account:{account_id}", directions=codes)
    account = identity_repository.by_id(uow.session, account_id)
    address = ports.settings.origin + routes.ADMIN_INVOICES
    notices.tell(uow, ports, account, messages.directions_changed([row.name for row in theirs], address))
    uow.notify(topics.account(account_id))
    uow.notify(topics.agents())


def _ask(orphaned: Sequence[Direction]) -> str:
    names = ", ".join(direction.name for direction in orphaned)
    verb = plural(len(orphaned), "n’aurait", "n’auraient")
    return f"{names} {verb} plus d’agent : choisissez qui prend la suite."
