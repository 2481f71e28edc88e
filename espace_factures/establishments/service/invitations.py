"""Invitations: a manager offers a right to an address, and the account of that address takes it or not."""

from espace_factures import routes
from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import long_date, noumea_date
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.establishments import messages, repository, rules
from espace_factures.establishments.forms import Invite
from espace_factures.establishments.models import Establishment, Invitation
from espace_factures.establishments.rules import MemberRight, Outcome, Standing
from espace_factures.establishments.service import standing
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox

GONE = "Cette invitation n’est plus valable : demandez-en une autre à l’établissement."


def prepare(uow: Reading, ports: Inside, actor: Actor, establishment_id: int) -> str:
    """The key that makes a repeated sending have one effect."""
    standing.require(uow, actor, establishment_id, MemberRight.MANAGE)
    return ports.chance.token()


def invite(uow: UnitOfWork, ports: Inside, actor: Actor, establishment_id: int, key: str, form: Invite) -> None:
    """Offer the right to the address, or renew the offer; the same key has one effect."""
    actor.require(Permission.ESTABLISHMENT_USE)
    standing.require(uow, actor, establishment_id, MemberRight.MANAGE)
    place = repository.lock(uow.session, establishment_id)
    if repository.invitation(uow.session, key) is not None:
        return
    _refuse_wrong(uow, ports, actor, establishment_id, form)
    now = ports.clock.now()
    if renewed := repository.open_invitation(uow.session, establishment_id, form.email):
        renewed.closed_at, renewed.outcome = now, Outcome.CANCELLED
        uow.session.flush()
    invitation = Invitation(
        public_id=key,
        establishment_id=establishment_id,
        email=form.email,
        role=form.role,
        expires_on=form.expires_on,
        invited_by=actor.account_id,
        sent_at=now,
        valid_until=now + rules.INVITATION_LIFETIME,
    )
    uow.session.add(invitation)
    _record(uow, ports, actor, Action.INVITATION_SENT, invitation, role=form.role)
    _write_to(uow, ports, actor, place, invitation)


def cancel(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str) -> None:
    """Take an offer back."""
    invitation, _ = _locked(uow, public_id)
    standing.require(uow, actor, invitation.establishment_id, MemberRight.MANAGE)
    if invitation.closed_at is None:
        _close(uow, ports, actor, invitation, Outcome.CANCELLED)


def accept(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str) -> str:
    """Take the right that was offered; returns the name of the établissement."""
    invitation, place = _addressed(uow, actor, public_id)
    if invitation.outcome == Outcome.ACCEPTED:
        return place.name
    inviter = repository.find(uow.session, invitation.establishment_id, invitation.invited_by, MemberRight.MANAGE)
    ended_at = repository.last_end(uow.session, invitation.establishment_id, actor.account_id)
    is_older = ended_at is not None and invitation.sent_at <= ended_at
    if invitation.closed_at is not None or invitation.valid_until <= ports.clock.now() or inviter is None or is_older:
        raise DomainError(GONE, "invitation-gone")
    offered = Standing(invitation.role, invitation.expires_on)
    standing.join(uow, ports, invitation.establishment_id, actor.account_id, offered)
    _close(uow, ports, actor, invitation, Outcome.ACCEPTED)
    _tell_managers(uow, ports, actor, place, is_accepted=True)
    return place.name


def decline(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str) -> None:
    """Leave the offer; the managers are told."""
    invitation, place = _addressed(uow, actor, public_id)
    if invitation.closed_at is None:
        _close(uow, ports, actor, invitation, Outcome.DECLINED)
        _tell_managers(uow, ports, actor, place, is_accepted=False)


def _refuse_wrong(uow: UnitOfWork, ports: Inside, actor: Actor, establishment_id: int, form: Invite) -> None:
    if fault := rules.expiry_fault(form.expires_on, noumea_date(ports.clock.now())):
        raise FormError({"expires_on": fault})
    if any(account.email == form.email for _, account in repository.members(uow.session, establishment_id)):
        raise FormError({"email": "Cette personne peut déjà agir pour l’établissement : changez son rôle ci-dessus."})
    if over := limits.count(uow, ports, Limit.INVITATIONS, actor.account_id).refusal:
        raise DomainError(over, "too-many")


def _write_to(uow: UnitOfWork, ports: Inside, actor: Actor, place: Establishment, invitation: Invitation) -> None:
    role = invitation.role
    path = routes.with_query(routes.ESTABLISHMENTS, invitation=invitation.public_id)
    letter = messages.invited(
        place.name,
        actor.name,
        f"{rules.ROLE_LABELS[role]} : {rules.ROLE_MEANINGS[role]}",
        messages.until_words(invitation.expires_on),
        long_date(noumea_date(invitation.valid_until)),
        ports.settings.origin + path,
    )
    account = identity_repository.owner_of(uow.session, invitation.email)
    if account is None:
        outbox.mail(uow, ports, invitation.email, letter)
        return
    told = [recipient_of(account)]
    outbox.tell(uow, ports, Event.HABILITATION, told, letter, letter.subject, routes.ESTABLISHMENTS)


def _tell_managers(uow: UnitOfWork, ports: Inside, actor: Actor, place: Establishment, *, is_accepted: bool) -> None:
    link = ports.settings.origin + routes.ESTABLISHMENTS
    letter = messages.invitation_answered(place.name, actor.email, link, is_accepted=is_accepted)
    managers = standing.manager_recipients(uow, place.id)
    others = [manager for manager in managers if manager.account_id != actor.account_id]
    outbox.tell(uow, ports, Event.HABILITATION, others, letter, letter.subject, routes.ESTABLISHMENTS)


def _addressed(uow: UnitOfWork, actor: Actor, public_id: str) -> tuple[Invitation, Establishment]:
    """The invitation, when it was sent to the actor's own address; raises NotFoundError."""
    actor.require(Permission.ESTABLISHMENT_USE)
    invitation, place = _locked(uow, public_id)
    if invitation.email != actor.email or not identity_repository.is_email_proved(uow.session, actor.account_id):
        raise NotFoundError("Cette invitation est introuvable.")
    return invitation, place


def _locked(uow: UnitOfWork, public_id: str) -> tuple[Invitation, Establishment]:
    """The invitation as it stands once nobody else changes the members of its établissement."""
    invitation = repository.invitation(uow.session, public_id)
    if invitation is None:
        raise NotFoundError("Cette invitation est introuvable.")
    place = repository.lock(uow.session, invitation.establishment_id)
    uow.session.refresh(invitation)
    return invitation, place


def _close(uow: UnitOfWork, ports: Inside, actor: Actor, invitation: Invitation, outcome: Outcome) -> None:
    invitation.closed_at, invitation.outcome = ports.clock.now(), outcome
    _record(uow, ports, actor, Action(f"invitation.{outcome.name.lower()}"), invitation)


def _record(
    uow: UnitOfWork, ports: Inside, actor: Actor, action: Action, invitation: Invitation, **details: str
) -> None:
    audit_service.record(uow, ports, actor, action, f"establishment:{invitation.establishment_id}", **details)
    uow.notify(topics.establishment(invitation.establishment_id))
    uow.notify(topics.account(actor.account_id))
