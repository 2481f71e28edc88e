"""An agent is suspended, their sessions end at once; or is let back."""

from espace_factures import routes
from espace_factures.administration import messages, rules
from espace_factures.administration.service import leaving, roles
from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.identity.service import notices, sessions
from espace_factures.organisation import repository as organisation_repository


def suspend(uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int, successor: str) -> None:
    """Close the sessions of an agent and make their roles wait; they are told."""
    account = roles.begin(uow, ports, actor, account_id)
    if organisation_repository.suspension_of(uow.session, account_id):
        raise DomainError(rules.IS_SUSPENDED.sentence, rules.IS_SUSPENDED.code)
    roles.refuse_last(uow, account_id)
    served = {row.direction_id for row in organisation_repository.served_by(uow.session, [account_id])}
    leaving.hand_over(uow, ports, actor, account_id, served, successor)
    organisation_repository.suspend(uow.session, account_id, actor.account_id, ports.clock.now())
    sessions.close_others(uow, ports, account_id)
    freed = leaving.free(uow, account_id, tuple(Kind))
    audit_service.record(uow, ports, actor, Action.AGENT_SUSPENDED, f"account:{account_id}", freed=freed)
    notices.tell(uow, ports, account, messages.suspended())
    uow.notify(topics.agents())


def reactivate(uow: UnitOfWork, ports: Inside, actor: Actor, account_id: int) -> None:
    """Give an agent back the roles and directions that waited; they are told."""
    account = roles.begin(uow, ports, actor, account_id)
    if not organisation_repository.suspension_of(uow.session, account_id):
        raise DomainError(rules.NOT_SUSPENDED.sentence, rules.NOT_SUSPENDED.code)
    organisation_repository.resume(uow.session, account_id)
    audit_service.record(uow, ports, actor, Action.AGENT_REACTIVATED, f"account:{account_id}")
    notices.tell(uow, ports, account, messages.reactivated(ports.settings.origin + routes.ADMIN))
    uow.notify(topics.account(account_id))
    uow.notify(topics.agents())
