"""Directions, agents and parameters in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Role
from espace_factures.organisation.models import (
    AccountRole,
    AgentDirection,
    AgentInvitation,
    Direction,
    ParameterValue,
    TgcRateRow,
)
from espace_factures.organisation.rules.parameters import Settled, TgcRate, Value


def direction_ids_of(account_id: int) -> Select[Any]:
    """A sub-query: the directions an agent works for."""
    return select(AgentDirection.direction_id).where(AgentDirection.account_id == account_id)


def active_directions(session: ReadSession) -> Sequence[Direction]:
    """The directions an invoice may be addressed to, by name."""
    return session.exec(select(Direction).where(col(Direction.is_active)).order_by(Direction.name)).all()


def direction(session: ReadSession, direction_id: int) -> Direction | None:
    """A direction, active or not."""
    return session.get(Direction, direction_id)


def direction_by_code(session: ReadSession, code: str) -> Direction | None:
    """The direction of a code, active or not."""
    return session.exec(select(Direction).where(Direction.code == code)).first()


def directions_by_code(session: ReadSession) -> dict[str, Direction]:
    """Every direction, active or not."""
    return {direction.code: direction for direction in session.exec(select(Direction)).all()}


def lock_roles(session: Session, account_id: int) -> list[Role]:
    """The roles of an account, to which nobody else adds one before the commit."""
    session.execute(text("SELECT 1 FROM accounts WHERE id = :id FOR NO KEY UPDATE"), {"id": account_id})
    return [row.role for row in session.exec(select(AccountRole).where(AccountRole.account_id == account_id)).all()]


def offered_roles(session: Session, email: str, now: datetime) -> list[Role]:
    """The roles that wait for an address to be proved; nobody else offers it one before the commit."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext('agent ' || :email))"), {"email": email})
    return [invitation.role for invitation in invitations_to(session, email, now)]


def add_role(session: Session, account_id: int, role: Role) -> bool:
    """Give a role; whether the account had it not."""
    statement = insert(AccountRole).values(account_id=account_id, role=role).on_conflict_do_nothing()
    return session.execute(statement.returning(col(AccountRole.role))).first() is not None


def add_direction_of(session: Session, account_id: int, direction_id: int) -> bool:
    """Make an agent work for a direction; whether they did not."""
    statement = insert(AgentDirection).values(account_id=account_id, direction_id=direction_id).on_conflict_do_nothing()
    return session.execute(statement.returning(col(AgentDirection.direction_id))).first() is not None


def open_invitations_of(session: Session, role: Role) -> Sequence[AgentInvitation]:
    """The invitations to a role that nobody took, expired ones included, locked."""
    waiting = AgentInvitation.role == role, col(AgentInvitation.closed_at).is_(None)
    return session.exec(select(AgentInvitation).where(*waiting).with_for_update()).all()


def invitations_to(session: Session, email: str, now: datetime) -> Sequence[AgentInvitation]:
    """What an address may take now, locked."""
    waiting = AgentInvitation.email == email, col(AgentInvitation.closed_at).is_(None)
    valid = select(AgentInvitation).where(*waiting, col(AgentInvitation.valid_until) > now)
    return session.exec(valid.with_for_update()).all()


def put_value(session: Session, value: Value, now: datetime) -> None:
    """Write a value; one that was to start at the same instant gives way."""
    changed = {"value": value.value, "text": value.text, "set_at": now}
    key = {"parameter": value.parameter, "valid_from": value.valid_from}
    statement = insert(ParameterValue).values(**key, **changed)
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))


def lock_rates(session: Session) -> None:
    """Nobody else changes the TGC rates until the transaction ends; everybody reads them."""
    session.execute(text("LOCK TABLE tgc_rates IN SHARE ROW EXCLUSIVE MODE"))


def rate_row(session: Session, rate: TgcRate) -> TgcRateRow:
    """The row of a TGC rate that is known."""
    same = TgcRateRow.rate == rate.rate, TgcRateRow.valid_from == rate.valid_from
    return session.exec(select(TgcRateRow).where(*same)).one()


def settled_parameters(session: ReadSession) -> Settled:
    """Every value of every parameter."""
    values = session.exec(select(ParameterValue)).all()
    rates = session.exec(select(TgcRateRow)).all()
    return Settled(
        tuple(Value(row.parameter, row.valid_from, row.value, row.text) for row in values),
        tuple(TgcRate(row.rate, row.valid_from, row.valid_until) for row in rates),
    )
