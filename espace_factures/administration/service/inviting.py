"""Roles offered by mail: to an account at once, to an address until it is proved; renewed, or taken back."""

from espace_factures.administration import messages
from espace_factures.administration.forms import Invited
from espace_factures.administration.service import roles, seeing
from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity.service import appointments, recent
from espace_factures.identity.service.appointments import Appointment
from espace_factures.notifications.service import outbox
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import AgentInvitation
from espace_factures.organisation.rules.agents import NEEDS_DIRECTION, Outcome
from espace_factures.organisation.service import agents


def invite(uow: UnitOfWork, ports: Inside, actor: Actor, form: Invited, directions: frozenset[int]) -> Appointment:
    """Give the role to whoever proved the address, or invite its reader; raises FormError."""
    _begin(uow, ports, actor)
    _count(uow, ports, actor)
    codes = roles.codes_of(uow, directions) if form.role in NEEDS_DIRECTION else []
    if form.role in NEEDS_DIRECTION and not codes:
        raise FormError({"directions": roles.NEEDED})
    try:
        return appointments.give_role(uow, ports, form.email, form.role, codes, by=actor)
    except DomainError as refused:
        raise FormError({"role": refused.sentence}) from None


def renew(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Write again, for another fortnight."""
    _begin(uow, ports, actor)
    _count(uow, ports, actor)
    row = _waiting(uow, number)
    agents.invite(uow, ports, row.email, row.role, row.directions, by=actor)


def withdraw(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Take an invitation back; its reader is told."""
    _begin(uow, ports, actor)
    row = _waiting(uow, number)
    row.closed_at, row.outcome = ports.clock.now(), Outcome.WITHDRAWN
    subject = f"agent-invitation:{row.id}"
    audit_service.record(uow, ports, actor, Action.ROLE_OFFER_WITHDRAWN, subject, role=row.role)
    outbox.mail(uow, ports, row.email, messages.invitation_withdrawn(row.role))
    uow.notify(topics.agents())


def _begin(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    actor.require(seeing.RIGHT)
    recent.require(uow, ports, actor)


def _count(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    if over := limits.count(uow, ports, Limit.INVITATIONS, actor.account_id).refusal:
        raise DomainError(over, "too-many")


def _waiting(uow: UnitOfWork, number: int) -> AgentInvitation:
    row = organisation_repository.invitation(uow.session, number)
    if row is None:
        raise NotFoundError("Cette invitation est introuvable.")
    return row
