"""Roles and directions of an agent: given and taken by an administrator."""

from collections.abc import Mapping
from typing import Final

from espace_factures.administration import messages, rules
from espace_factures.administration.forms import Taken
from espace_factures.administration.service import leaving, seeing
from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.identity.models import Account
from espace_factures.identity.service import notices, recent
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.rules.agents import NEEDS_DIRECTION
from espace_factures.organisation.service import agents

KINDS: Final[Mapping[Role, tuple[Kind, ...]]] = {
    Role.HABILITATION_AGENT: (Kind.HABILITATION, Kind.RIB),
    Role.INVOICE_AGENT: (Kind.INVOICE,),
    Role.ACCOUNTANT: (Kind.INVOICE,),
    Role.ADMIN: (),
}
"""What the holder of a role may follow."""
NEEDED = "Cochez au moins une direction : un agent des factures instruit celles de ses directions."


def begin(uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int) -> Account:
    """An administrator who proved it is they acts on an agent; nobody else does until the commit."""
    actor.require(seeing.RIGHT)
    recent.require(uow, ports, actor)
    organisation_repository.lock_agents(uow.session)
    return seeing.of(uow, account_id)


def give(uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int, role: Role, directions: frozenset[int]) -> None:
    """Give a role to an agent, with directions when it needs some."""
    account = begin(uow, ports, actor, account_id)
    if organisation_repository.suspension_of(uow.session, account_id):
        raise DomainError(rules.IS_SUSPENDED.sentence, rules.IS_SUSPENDED.code)
    codes = codes_of(uow, directions) if role in NEEDS_DIRECTION else []
    if role in NEEDS_DIRECTION and not codes:
        raise FormError({"directions": NEEDED})
    agents.grant(uow, ports, account_id, account.own_email, role, codes, by=actor)


def take(uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int, form: Taken) -> None:
    """Take a role back; the directions go with that of invoices."""
    account, role = begin(uow, ports, actor, account_id), form.role
    if role is Role.ADMIN:
        refuse_last(uow, account_id)
    if role in NEEDS_DIRECTION:
        served = {row.direction_id for row in organisation_repository.served_by(uow.session, [account_id])}
        leaving.hand_over(uow, ports, actor, account_id, served, form.successor)
        organisation_repository.remove_directions_of(uow.session, account_id, served)
    if not organisation_repository.remove_role(uow.session, account_id, role):
        raise NotFoundError("Cet agent n’a pas ce rôle.")
    freed = leaving.free(uow, account_id, KINDS[role])
    if not organisation_repository.roles_of(uow.session, account_id):
        organisation_repository.resume(uow.session, account_id)
    audit_service.record(uow, ports, actor, Action.ROLE_TAKEN, f"account:{account_id}", role=role, freed=freed)
    notices.tell(uow, ports, account, messages.role_taken(role))
    uow.notify(topics.account(account_id))
    uow.notify(topics.agents())


def serve(
    uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int, wanted: frozenset[int], successor: str
) -> None:
    """Make an agent of invoices work for these directions and no other."""
    begin(uow, ports, actor, account_id)
    if Role.INVOICE_AGENT not in organisation_repository.roles_of(uow.session, account_id):
        raise NotFoundError("Cet agent n’instruit pas de factures.")
    if not codes_of(uow, wanted):
        raise FormError({"directions": NEEDED})
    active = {row.id for row in organisation_repository.active_directions(uow.session)}
    served = {row.direction_id for row in organisation_repository.served_by(uow.session, [account_id])}
    before = served & active  # a closed direction has no box, and keeps its agents
    if before == wanted:
        return
    if not organisation_repository.suspension_of(uow.session, account_id):
        leaving.hand_over(uow, ports, actor, account_id, before - wanted, successor)
    organisation_repository.remove_directions_of(uow.session, account_id, before - wanted)
    leaving.free(uow, account_id, (Kind.INVOICE,), before - wanted)
    for number in wanted - before:
        organisation_repository.add_direction_of(uow.session, account_id, number)
    leaving.served(uow, ports, actor, account_id)


def codes_of(uow: UnitOfWork, numbers: frozenset[int]) -> list[str]:
    """The codes of these directions, all of them active; raises FormError."""
    active = {row.id: row.code for row in organisation_repository.active_directions(uow.session)}
    if not numbers <= active.keys():
        raise FormError({"directions": "Une de ces directions n’est plus proposée. Cochez celles qui conviennent."})
    return [active[number] for number in sorted(numbers)]


def refuse_last(uow: UnitOfWork, account_id: int) -> None:
    """The portal keeps an administrator; raises DomainError."""
    theirs = organisation_repository.roles_of(uow.session, account_id)
    if Role.ADMIN in theirs and not organisation_repository.others_with(uow.session, Role.ADMIN, account_id):
        raise DomainError(rules.LAST_ADMINISTRATOR.sentence, rules.LAST_ADMINISTRATOR.code)
