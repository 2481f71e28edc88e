"""Roles: given to an account, or offered to an address until an account proves it."""

from collections.abc import Sequence

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Role
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.notifications.service import outbox
from espace_factures.organisation import messages, repository
from espace_factures.organisation.models import AgentInvitation, Direction
from espace_factures.organisation.rules.agents import INVITATION_LIFETIME, Outcome, conflict, refuse_without_direction


def grant(
    uow: UnitOfWork,
    ports: Inside,
    account_id: int,
    email: str,
    role: Role,
    directions: Sequence[str],
    *,
    by: Actor | None = None,
) -> bool:
    """Give a role and directions to an account, and write so to its address; whether something changed."""
    refuse_without_direction(role, directions)
    if conflicting := conflict(role, repository.lock_roles(uow.session, account_id)):
        raise conflicting
    served = [repository.add_direction_of(uow.session, account_id, row.id) for row in _known(uow, directions)]
    is_new = repository.add_role(uow.session, account_id, role)
    if not is_new and not any(served):
        return False
    subject = f"account:{account_id}"
    audit_service.record(uow, ports, by, Action.ROLE_GRANTED, subject, role=role, directions=list(directions))
    if is_new:
        outbox.mail(uow, ports, email, messages.granted(role, ports.settings.origin + routes.ADMIN))
    uow.notify(topics.account(account_id))
    uow.notify(topics.agents())
    return True


def invite(
    uow: UnitOfWork, ports: Inside, email: str, role: Role, directions: Sequence[str], *, by: Actor | None = None
) -> None:
    """Offer a role to an address; inviting again renews the same invitation and writes again."""
    refuse_without_direction(role, directions)
    now = ports.clock.now()
    if conflicting := conflict(role, repository.offered_roles(uow.session, email, now)):
        raise conflicting
    known = [found for found in repository.open_invitations_of(uow.session, role) if found.email == email]
    lasting = now + INVITATION_LIFETIME
    codes = [row.code for row in _known(uow, directions)]
    invitation = known[0] if known else AgentInvitation(email=email, role=role, sent_at=now, valid_until=lasting)
    invitation.sent_at, invitation.valid_until, invitation.directions = now, lasting, codes
    uow.session.add(invitation)
    uow.session.flush()
    subject = f"agent-invitation:{invitation.id}"
    audit_service.record(uow, ports, by, Action.ROLE_OFFERED, subject, role=role, directions=codes)
    letter = messages.invited(role, ports.settings.origin + routes.SIGN_UP, noumea_date(lasting))
    outbox.mail(uow, ports, email, letter)
    uow.notify(topics.agents())


def withdraw_invitations(uow: UnitOfWork, ports: Inside, role: Role, *, but: str) -> None:
    """Nobody else may take the role that is now offered to the address `but`."""
    for invitation in repository.open_invitations_of(uow.session, role):
        if invitation.email != but:
            invitation.closed_at, invitation.outcome = ports.clock.now(), Outcome.REPLACED


def take_invitations(uow: UnitOfWork, ports: Inside, account_id: int, email: str) -> None:
    """The account has proved its address: it is given what was offered to it, unless a role it has excludes it."""
    for invitation in repository.invitations_to(uow.session, email, ports.clock.now()):
        is_excluded = conflict(invitation.role, repository.lock_roles(uow.session, account_id)) is not None
        invitation.closed_at = ports.clock.now()
        invitation.outcome = Outcome.REFUSED if is_excluded else Outcome.TAKEN
        if is_excluded:
            audit_service.record(uow, ports, None, Action.ROLE_REFUSED, f"account:{account_id}", role=invitation.role)
        else:
            grant(uow, ports, account_id, email, invitation.role, invitation.directions)


def _known(uow: Reading, codes: Sequence[str]) -> list[Direction]:
    known = repository.directions_by_code(uow.session)
    if unknown := [code for code in codes if code not in known]:
        raise DomainError(
            f"Direction inconnue : {', '.join(unknown)}. Ajoutez-la d’abord avec add-direction.", "direction-unknown"
        )
    return [known[code] for code in codes]
