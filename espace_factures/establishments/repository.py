"""Établissements, memberships and invitations in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, String, any_, literal, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, and_, col, func, or_, select, update

from espace_factures.app.reading import ReadSession
from espace_factures.core.calendar import noumea_date
from espace_factures.core.ridet import rid
from espace_factures.establishments.models import NEW_BOX, Establishment, Invitation, Membership, RegistryEntry
from espace_factures.establishments.rules import MemberRight, Outcome, roles_with
from espace_factures.identity.models import Account

NOUMEA_TODAY: Any = text("(now() AT TIME ZONE 'Pacific/Noumea')::date")


def is_live() -> ColumnElement[bool]:
    """A membership that counts today."""
    return col(Membership.ended_at).is_(None) & or_(
        col(Membership.expires_on).is_(None), col(Membership.expires_on) >= NOUMEA_TODAY
    )


def is_person() -> ColumnElement[bool]:
    """Whoever is told, named and counted among the members: programs are not."""
    return col(Account.is_software).is_(False)


def ids_where(account_id: int, right: MemberRight) -> Select[Any]:
    """A sub-query: the établissements for which the person holds the right today."""
    return select(Membership.establishment_id).where(
        Membership.account_id == account_id, col(Membership.role).in_(roles_with(right)), is_live()
    )


def those_of(session: ReadSession, account_id: int, right: MemberRight) -> Sequence[Establishment]:
    """The person's établissements, by name."""
    mine = col(Establishment.id).in_(ids_where(account_id, right))
    return session.exec(select(Establishment).where(mine).order_by(Establishment.name, Establishment.ridet)).all()


def find(session: ReadSession, establishment_id: int, account_id: int, right: MemberRight) -> Establishment | None:
    """The établissement when the person holds the right for it."""
    mine = col(Establishment.id).in_(ids_where(account_id, right))
    return session.exec(select(Establishment).where(Establishment.id == establishment_id, mine)).first()


def by_ridet(session: ReadSession, ridet: str) -> Establishment | None:
    """The établissement of a 10-digit RIDET."""
    return session.exec(select(Establishment).where(Establishment.ridet == ridet)).first()


def ids_of(session: ReadSession, ridets: Sequence[str]) -> dict[str, int]:
    """The établissements of these RIDETs, however many they are."""
    those = col(Establishment.ridet) == any_(literal(list(ridets), ARRAY(String)))
    return dict(session.exec(select(Establishment.ridet, Establishment.id).where(those)).all())


def named_among(session: ReadSession, ridets: Sequence[str]) -> Sequence[str]:
    """Those of these RIDETs that the registry's copy knows."""
    those = col(RegistryEntry.ridet) == any_(literal(list(ridets), ARRAY(String)))
    return session.exec(select(RegistryEntry.ridet).where(those)).all()


def by_id(session: ReadSession, establishment_id: int) -> Establishment:
    """The établissement; it exists."""
    return session.get_one(Establishment, establishment_id)


def with_box(session: ReadSession, box: str) -> Establishment | None:
    """The établissement of a drop-box."""
    return session.exec(select(Establishment).where(Establishment.box == box)).first()


def another_box(session: Session, establishment_id: int) -> None:
    """The address of its drop-box changes: the former one is nobody's."""
    session.exec(update(Establishment).where(col(Establishment.id) == establishment_id).values(box=text(NEW_BOX)))


def members(session: ReadSession, establishment_id: int) -> Sequence[tuple[Membership, Account]]:
    """The living memberships of an établissement, managers first."""
    rows = select(Membership, Account).join(Account, col(Account.id) == col(Membership.account_id))
    rows = rows.where(Membership.establishment_id == establishment_id, is_live(), is_person())
    return session.exec(rows.order_by(col(Membership.role).desc(), Account.last_name)).all()


def managers(session: ReadSession, establishment_id: int) -> Sequence[Account]:
    """Who manages the établissement today."""
    return session.exec(select(Account).where(col(Account.id).in_(_managers_of(establishment_id)))).all()


def managers_since(session: ReadSession, establishment_id: int, instant: datetime) -> Sequence[Account]:
    """Who manages the établissement today, or still did at an instant."""
    is_manager = col(Membership.role).in_(roles_with(MemberRight.MANAGE)), col(Membership.ended_at).is_(None)
    until, expires = col(Membership.managed_until), col(Membership.expires_on)
    lasted = or_(until > instant, and_(*is_manager, or_(expires.is_(None), expires >= noumea_date(instant))))
    rows = select(Membership.account_id).where(Membership.establishment_id == establishment_id, lasted)
    return session.exec(select(Account).where(col(Account.id).in_(rows)).order_by(col(Account.id))).all()


def membership(session: ReadSession, establishment_id: int, account_id: int) -> Membership | None:
    """The person's membership that has not been ended, even when it expired."""
    return session.exec(
        select(Membership).where(
            Membership.establishment_id == establishment_id,
            Membership.account_id == account_id,
            col(Membership.ended_at).is_(None),
        )
    ).first()


def was_member(session: ReadSession, ridet: str, account_id: int, since: datetime) -> bool:
    """Whether the person is a member of an établissement of the RIDET's company, or still was one at an instant."""
    company = col(Establishment.ridet).startswith(rid(ridet))
    ended, expires = col(Membership.ended_at), col(Membership.expires_on)
    lasted = or_(ended.is_(None), ended > since), or_(expires.is_(None), expires >= noumea_date(since))
    rows = select(Membership.id).join(Establishment, col(Establishment.id) == col(Membership.establishment_id))
    return session.exec(rows.where(Membership.account_id == account_id, company, *lasted)).first() is not None


def registry_entry(session: ReadSession, ridet: str) -> RegistryEntry | None:
    """The line of the registry's local copy."""
    return session.get(RegistryEntry, ridet)


def count_members(session: ReadSession, establishment_id: int) -> int:
    """How many living members an établissement has."""
    rows = select(func.count()).select_from(Membership).join(Account, col(Account.id) == col(Membership.account_id))
    return session.exec(rows.where(Membership.establishment_id == establishment_id, is_live(), is_person())).one()


def insert_once(session: Session, ridet: str, name: str, address: str, activity: str) -> None:
    """Create the établissement unless somebody did, even in this instant."""
    values = {"ridet": ridet, "name": name, "address": address, "activity": activity, "created_at": func.now()}
    session.execute(insert(Establishment).values(values).on_conflict_do_nothing(index_elements=["ridet"]))


def lock_ridet(session: Session, ridet: str) -> Establishment:
    """The établissement of a RIDET, which exists, locked until the commit."""
    return session.exec(select(Establishment).where(Establishment.ridet == ridet).with_for_update()).one()


def lock(session: Session, establishment_id: int) -> Establishment:
    """The établissement, locked until the commit: two changes of its members at once are made one after the other."""
    return session.exec(select(Establishment).where(Establishment.id == establishment_id).with_for_update()).one()


def membership_by_id(session: ReadSession, membership_id: int) -> Membership | None:
    """A membership that has not been ended."""
    one = Membership.id == membership_id, col(Membership.ended_at).is_(None)
    return session.exec(select(Membership).where(*one).execution_options(populate_existing=True)).first()


def memberships(session: ReadSession, establishment_ids: Sequence[int]) -> Sequence[tuple[Membership, Account]]:
    """The memberships that have not been ended, expired ones included, managers first."""
    rows = select(Membership, Account).join(Account, col(Account.id) == col(Membership.account_id))
    theirs = col(Membership.establishment_id).in_(establishment_ids), col(Membership.ended_at).is_(None)
    rows = rows.where(*theirs, is_person())
    return session.exec(rows.order_by(col(Membership.role).desc(), Account.last_name, Account.first_name)).all()


def open_invitations(session: ReadSession, establishment_ids: Sequence[int]) -> Sequence[Invitation]:
    """The invitations that nobody answered yet, expired ones included, newest first."""
    rows = select(Invitation).where(
        col(Invitation.establishment_id).in_(establishment_ids), col(Invitation.closed_at).is_(None)
    )
    return session.exec(rows.order_by(col(Invitation.id).desc())).all()


def open_invitation(session: ReadSession, establishment_id: int, email: str) -> Invitation | None:
    """The invitation of an address that nobody answered yet."""
    rows = select(Invitation).where(Invitation.establishment_id == establishment_id, Invitation.email == email)
    return session.exec(rows.where(col(Invitation.closed_at).is_(None))).first()


def cancel_invitations(session: Session, establishment_id: int, account_id: int, now: datetime) -> None:
    """Close what was offered to the person's address for the établissement."""
    theirs = col(Invitation.email).in_(select(Account.email).where(Account.id == account_id))
    _cancel(session, establishment_id, theirs, now)


def cancel_invitations_by(session: Session, establishment_id: int, account_id: int, now: datetime) -> None:
    """Close what the person offered to others for the établissement."""
    _cancel(session, establishment_id, col(Invitation.invited_by) == account_id, now)


def end_software_let_in_by(session: Session, establishment_id: int, account_id: int, now: datetime) -> None:
    """The programs that the person let act for the établissement do no more: who made a token may have kept it."""
    theirs = col(Membership.establishment_id) == establishment_id, col(Membership.let_in_by) == account_id
    session.exec(update(Membership).where(*theirs, col(Membership.ended_at).is_(None)).values(ended_at=now))


def last_end(session: ReadSession, establishment_id: int, account_id: int) -> datetime | None:
    """When the person was last taken out of the établissement, or left it."""
    theirs = Membership.establishment_id == establishment_id, Membership.account_id == account_id
    return session.exec(select(func.max(Membership.ended_at)).where(*theirs)).one()


def _cancel(session: Session, establishment_id: int, concerned: ColumnElement[bool], now: datetime) -> None:
    waiting = col(Invitation.establishment_id) == establishment_id, col(Invitation.closed_at).is_(None)
    closing = update(Invitation).where(*waiting, concerned)
    session.exec(closing.values(closed_at=now, outcome=Outcome.CANCELLED))


def invitation(session: ReadSession, public_id: str) -> Invitation | None:
    """An invitation, answered or not."""
    return session.exec(select(Invitation).where(Invitation.public_id == public_id)).first()


def invitations_to(
    session: ReadSession, email: str, now: datetime
) -> Sequence[tuple[Invitation, Establishment, Account]]:
    """What an address may accept now, with the person who invites; they must still be a manager."""
    rows = (
        select(Invitation, Establishment, Account)
        .join(Establishment, col(Establishment.id) == col(Invitation.establishment_id))
        .join(Account, col(Account.id) == col(Invitation.invited_by))
        .where(Invitation.email == email, col(Invitation.closed_at).is_(None), col(Invitation.valid_until) > now)
        .where(col(Invitation.invited_by).in_(_managers_of(col(Invitation.establishment_id))))
    )
    return session.exec(rows.order_by(col(Invitation.id))).all()


def _managers_of(establishment_id: Any) -> Select[Any]:
    return (
        select(Membership.account_id)
        .where(
            col(Membership.establishment_id) == establishment_id,
            col(Membership.role).in_(roles_with(MemberRight.MANAGE)),
            is_live(),
        )
        .correlate(Invitation)
    )
