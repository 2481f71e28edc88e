"""The members of an établissement: seen by all of them, changed by those who manage it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.words import of
from espace_factures.establishments import messages, repository, rules
from espace_factures.establishments.forms import Rights
from espace_factures.establishments.models import Establishment, Invitation, Membership
from espace_factures.establishments.rules import MemberRight, MemberRole, Standing
from espace_factures.establishments.service import boxes, standing
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the person's établissements, and all who may act for it."""

    establishment: Establishment
    mine: Membership
    members: list[tuple[Membership, Account]]
    box: str
    """The address of its drop-box, for who may deposit; empty otherwise."""
    invitations: list[Invitation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Board:
    """What « Gérer mes établissements » shows; `invited` is what the person may accept."""

    sheets: list[Sheet]
    invited: list[tuple[Invitation, Establishment, Account]]
    is_stray: bool
    now: datetime


async def board(actor: Actor, invitation: str = "") -> Board:
    """The person's établissements; `invitation` is the one whose link was followed; its notices are closed."""
    found = await read(board_of, actor, invitation)
    await outbox.close_notices(actor, routes.ESTABLISHMENTS)
    return found


def board_of(uow: Reading, ports: Inside, actor: Actor, invitation: str) -> Board:
    """The person's établissements, their members and the invitations."""
    now = ports.clock.now()
    establishments = standing.mine(uow, ports, actor)
    ids = [place.id for place in establishments]
    members: dict[int, list[tuple[Membership, Account]]] = defaultdict(list)
    for row in repository.memberships(uow.session, ids):
        members[row[0].establishment_id].append(row)
    sent: dict[int, list[Invitation]] = defaultdict(list)
    for offer in repository.open_invitations(uow.session, ids):
        sent[offer.establishment_id].append(offer)
    is_theirs = identity_repository.is_email_proved(uow.session, actor.account_id)
    invited = list(repository.invitations_to(uow.session, actor.email, now)) if is_theirs else []
    is_stray = bool(invitation) and all(offer.public_id != invitation for offer, _, _ in invited)
    sheets = [_sheet(ports, place, members[place.id], sent[place.id], actor) for place in establishments]
    return Board(sheets, invited, is_stray, now)


def change_rights(uow: UnitOfWork, ports: Inside, actor: Actor, membership_id: int, form: Rights) -> None:
    """Give a member another role or another last day, and tell them."""
    place, membership = _managed(uow, actor, membership_id)
    if fault := rules.expiry_fault(form.expires_on, noumea_date(ports.clock.now())):
        raise FormError({"expires_on": fault})
    if fault := _manager_fault(uow, membership, Standing(form.role, form.expires_on)):
        raise FormError({"role": fault})
    if (membership.role, membership.expires_on) == (form.role, form.expires_on):
        return
    if form.role is not MemberRole.MANAGER:
        _manages_no_more(uow, ports, membership)
    membership.role, membership.expires_on = form.role, form.expires_on
    # An older offer must not give back what is taken now.
    repository.cancel_invitations(uow.session, place.id, membership.account_id, ports.clock.now())
    last_day = str(form.expires_on or "")
    _record(uow, ports, actor, Action.MEMBERSHIP_CHANGED, membership, role=form.role, expires_on=last_day)
    until, page = messages.until_words(form.expires_on), ports.settings.origin + routes.ESTABLISHMENTS
    letter = messages.rights_changed(place.name, rules.ROLE_LABELS[form.role], until, page)
    _tell_member(uow, ports, actor, membership, letter)


def end_membership(uow: UnitOfWork, ports: Inside, actor: Actor, membership_id: int) -> None:
    """Withdraw a member's access, and tell them."""
    place, membership = _managed(uow, actor, membership_id)
    if fault := _manager_fault(uow, membership, None):
        raise DomainError(fault, "last-manager")
    _manages_no_more(uow, ports, membership)
    membership.ended_at = ports.clock.now()
    _cancel_every_invitation(uow, ports, membership)
    _record(uow, ports, actor, Action.MEMBERSHIP_ENDED, membership)
    letter = messages.access_ended(place.name, ports.settings.origin + routes.ESTABLISHMENTS)
    _tell_member(uow, ports, actor, membership, letter)


def leave(uow: UnitOfWork, ports: Inside, actor: Actor, establishment_id: int) -> None:
    """The person gives up their own access; the managers are told."""
    actor.require(Permission.ESTABLISHMENT_USE)
    standing.require(uow, actor, establishment_id, MemberRight.FOLLOW)
    place = repository.lock(uow.session, establishment_id)
    membership = repository.membership(uow.session, establishment_id, actor.account_id)
    if membership is None:
        raise NotFoundError("Cet établissement est introuvable.")
    if _manager_fault(uow, membership, None):
        sentence = f"Vous êtes le dernier gestionnaire {of(place.name)}. "
        raise DomainError(f"{sentence}Nommez d’abord un autre gestionnaire, puis quittez-le.", "last-manager")
    _manages_no_more(uow, ports, membership)
    membership.ended_at = ports.clock.now()
    _cancel_every_invitation(uow, ports, membership)
    _record(uow, ports, actor, Action.MEMBERSHIP_LEFT, membership)
    letter = messages.member_left(place.name, actor.name, ports.settings.origin + routes.ESTABLISHMENTS)
    recipients = standing.manager_recipients(uow, establishment_id)
    outbox.tell(uow, ports, Event.HABILITATION, recipients, letter, letter.subject, routes.ESTABLISHMENTS)


def _sheet(
    ports: Inside,
    place: Establishment,
    members: list[tuple[Membership, Account]],
    sent: list[Invitation],
    actor: Actor,
) -> Sheet:
    mine = next(membership for membership, _ in members if membership.account_id == actor.account_id)
    rights = rules.MEMBER_GRANTS[mine.role]
    box = boxes.address_of(ports, place) if MemberRight.DEPOSIT in rights else ""
    return Sheet(place, mine, members, box, sent if MemberRight.MANAGE in rights else [])


def _managed(uow: UnitOfWork, actor: Actor, membership_id: int) -> tuple[Establishment, Membership]:
    """The membership, its établissement locked, when the actor manages it; raises NotFoundError."""
    actor.require(Permission.ESTABLISHMENT_USE)
    found = repository.membership_by_id(uow.session, membership_id)
    if found is None:
        raise NotFoundError("Ce membre est introuvable.")
    standing.require(uow, actor, found.establishment_id, MemberRight.MANAGE)
    place = repository.lock(uow.session, found.establishment_id)
    fresh = repository.membership_by_id(uow.session, membership_id)
    if fresh is None:
        raise DomainError("Cet accès a pris fin entre-temps.", "membership-ended")
    standing.require(uow, actor, fresh.establishment_id, MemberRight.MANAGE)
    return place, fresh


def _manager_fault(uow: Reading, changed: Membership, wanted: Standing | None) -> str:
    """Why the établissement would be left without a manager, or nothing."""
    living = [membership for membership, _ in repository.members(uow.session, changed.establishment_id)]
    before = [_standing(membership) for membership in living]
    others = [_standing(membership) for membership in living if membership.id != changed.id]
    return rules.manager_fault(before, [*others, wanted] if wanted else others)


def _manages_no_more(uow: UnitOfWork, ports: Inside, membership: Membership) -> None:
    """Remembered, so that who sends the managers away does not silence the warnings about RIBs."""
    if membership.role is MemberRole.MANAGER:
        membership.managed_until = ports.clock.now()
        place_id, person = membership.establishment_id, membership.account_id
        repository.end_software_let_in_by(uow.session, place_id, person, ports.clock.now())


def _cancel_every_invitation(uow: UnitOfWork, ports: Inside, membership: Membership) -> None:
    """What was offered to the person, and what they offered to others."""
    place_id, person, now = membership.establishment_id, membership.account_id, ports.clock.now()
    repository.cancel_invitations(uow.session, place_id, person, now)
    repository.cancel_invitations_by(uow.session, place_id, person, now)


def _standing(membership: Membership) -> Standing:
    return Standing(membership.role, membership.expires_on)


def _record(
    uow: UnitOfWork, ports: Inside, actor: Actor, action: Action, membership: Membership, **details: str
) -> None:
    subject = f"establishment:{membership.establishment_id}"
    audit_service.record(uow, ports, actor, action, subject, account=membership.account_id, **details)
    uow.notify(topics.establishment(membership.establishment_id))
    uow.notify(topics.account(membership.account_id))


def _tell_member(uow: UnitOfWork, ports: Inside, actor: Actor, membership: Membership, letter: messages.Letter) -> None:
    if membership.account_id == actor.account_id:
        return
    account = uow.session.get_one(Account, membership.account_id)
    told = [recipient_of(account)]
    outbox.tell(uow, ports, Event.HABILITATION, told, letter, letter.subject, routes.ESTABLISHMENTS)
