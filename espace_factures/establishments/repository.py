"""Établissements and memberships in the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, text
from sqlmodel import Session, col, func, or_, select

from espace_factures.accounts.models import Account
from espace_factures.establishments.models import Establishment, Membership, RegistryEntry
from espace_factures.establishments.rules import MemberRight, roles_with

NOUMEA_TODAY: Any = text("(now() AT TIME ZONE 'Pacific/Noumea')::date")


def is_live() -> ColumnElement[bool]:
    """A membership that counts today."""
    return col(Membership.ended_at).is_(None) & or_(
        col(Membership.expires_on).is_(None), col(Membership.expires_on) >= NOUMEA_TODAY
    )


def ids_where(account_id: int, right: MemberRight) -> Select[Any]:
    """A sub-query: the établissements for which the person holds the right today."""
    return select(Membership.establishment_id).where(
        Membership.account_id == account_id, col(Membership.role).in_(roles_with(right)), is_live()
    )


def those_of(session: Session, account_id: int, right: MemberRight) -> Sequence[Establishment]:
    """The person's établissements, by name."""
    mine = col(Establishment.id).in_(ids_where(account_id, right))
    return session.exec(select(Establishment).where(mine).order_by(Establishment.name, Establishment.ridet)).all()


def find(session: Session, establishment_id: int, account_id: int, right: MemberRight) -> Establishment | None:
    """The établissement when the person holds the right for it."""
    mine = col(Establishment.id).in_(ids_where(account_id, right))
    return session.exec(select(Establishment).where(Establishment.id == establishment_id, mine)).first()


def by_ridet(session: Session, ridet: str) -> Establishment | None:
    """The établissement of a 10-digit RIDET."""
    return session.exec(select(Establishment).where(Establishment.ridet == ridet)).first()


def by_id(session: Session, establishment_id: int) -> Establishment:
    """The établissement; it exists."""
    return session.get_one(Establishment, establishment_id)


def members(session: Session, establishment_id: int) -> Sequence[tuple[Membership, Account]]:
    """The living memberships of an établissement, managers first."""
    rows = select(Membership, Account).join(Account, col(Account.id) == col(Membership.account_id))
    rows = rows.where(Membership.establishment_id == establishment_id, is_live())
    return session.exec(rows.order_by(col(Membership.role).desc(), Account.last_name)).all()


def managers(session: Session, establishment_id: int) -> Sequence[Account]:
    """Who manages the établissement today."""
    holders = select(Membership.account_id).where(
        Membership.establishment_id == establishment_id,
        col(Membership.role).in_(roles_with(MemberRight.MANAGE)),
        is_live(),
    )
    return session.exec(select(Account).where(col(Account.id).in_(holders))).all()


def membership(session: Session, establishment_id: int, account_id: int) -> Membership | None:
    """The person's membership that has not been ended, even when it expired."""
    return session.exec(
        select(Membership).where(
            Membership.establishment_id == establishment_id,
            Membership.account_id == account_id,
            col(Membership.ended_at).is_(None),
        )
    ).first()


def registry_entry(session: Session, ridet: str) -> RegistryEntry | None:
    """The line of the registry's local copy."""
    return session.get(RegistryEntry, ridet)


def count_members(session: Session, establishment_id: int) -> int:
    """How many living members an établissement has."""
    return session.exec(select(func.count()).where(Membership.establishment_id == establishment_id, is_live())).one()
