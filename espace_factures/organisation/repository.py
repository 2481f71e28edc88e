"""Directions, agents and parameters in the database."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, delete, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Role
from espace_factures.organisation.models import (
    AccountRole,
    AgentDirection,
    AgentInvitation,
    AgentSuspension,
    Direction,
    ParameterValue,
    ReasonSetting,
    TgcRateRow,
    UsualSentence,
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


def roles_of(session: ReadSession, account_id: int) -> list[Role]:
    """What an account is for the Province, suspended or not."""
    rows = session.exec(select(AccountRole.role).where(AccountRole.account_id == account_id)).all()
    return [Role(role) for role in rows]


def roles_in_force(session: ReadSession, account_id: int) -> list[Role]:
    """The roles of an account; none while its agent is suspended."""
    suspended = select(AgentSuspension.account_id).where(AgentSuspension.account_id == account_id).exists()
    rows = session.exec(select(AccountRole.role).where(AccountRole.account_id == account_id, ~suspended)).all()
    return [Role(role) for role in rows]


def remove_role(session: Session, account_id: int, role: Role) -> bool:
    """Take a role back; whether the account had it."""
    one = col(AccountRole.account_id) == account_id, col(AccountRole.role) == role
    return session.exec(delete(AccountRole).where(*one)).rowcount > 0


def remove_directions_of(session: Session, account_id: int, direction_ids: Collection[int]) -> None:
    """The agent works for these directions no more."""
    theirs = col(AgentDirection.account_id) == account_id, col(AgentDirection.direction_id).in_(direction_ids)
    session.exec(delete(AgentDirection).where(*theirs))


def holders(role: Role) -> SelectOfScalar[int]:
    """A sub-query: who has a role, suspended agents left aside."""
    suspended = select(AgentSuspension.account_id)
    return select(AccountRole.account_id).where(AccountRole.role == role, col(AccountRole.account_id).not_in(suspended))


def acting(session: ReadSession, roles: Sequence[Role], direction_ids: Sequence[int] = ()) -> Sequence[int]:
    """Who has one of these roles and works for one of the directions, if any is given; suspended agents left aside."""
    holding = or_(*(col(AccountRole.account_id).in_(holders(role)) for role in roles))
    rows = select(AccountRole.account_id).where(holding).distinct()
    if direction_ids:
        served = select(AgentDirection.account_id).where(col(AgentDirection.direction_id).in_(direction_ids))
        rows = rows.where(col(AccountRole.account_id).in_(served))
    return session.exec(rows).all()


def suspension_of(session: ReadSession, account_id: int) -> AgentSuspension | None:
    """Since when an agent is suspended."""
    return session.get(AgentSuspension, account_id)


def suspend(session: Session, account_id: int, by: int, now: datetime) -> None:
    """The agent may do nothing more."""
    session.add(AgentSuspension(account_id=account_id, suspended_by=by, suspended_at=now))


def resume(session: Session, account_id: int) -> None:
    """The agent is not suspended, whether they were or not."""
    session.exec(delete(AgentSuspension).where(col(AgentSuspension.account_id) == account_id))


def lock_agents(session: Session) -> None:
    """Who leaves, and who is left, is weighed one leave after the other."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext('agents'))"))


def others_with(session: ReadSession, role: Role, account_id: int) -> Sequence[int]:
    """Who else has a role and is not suspended."""
    return session.exec(holders(role).where(AccountRole.account_id != account_id)).all()


def served_by(session: ReadSession, account_ids: Collection[int]) -> Sequence[AgentDirection]:
    """Who works for which direction, among these accounts."""
    rows = select(AgentDirection).where(col(AgentDirection.account_id).in_(account_ids))
    return session.exec(rows).all()


def every_direction(session: ReadSession) -> Sequence[Direction]:
    """Every direction, active or not, by name."""
    return session.exec(select(Direction).order_by(Direction.name)).all()


def directions_of(session: ReadSession, account_id: int) -> Sequence[Direction]:
    """Those that an agent works for, by name."""
    mine = col(Direction.id).in_(direction_ids_of(account_id))
    return session.exec(select(Direction).where(mine).order_by(Direction.name)).all()


def servants(session: ReadSession) -> Sequence[AgentDirection]:
    """Who really works for which direction: agents of invoices who are not suspended."""
    rows = select(AgentDirection).where(col(AgentDirection.account_id).in_(holders(Role.INVOICE_AGENT)))
    return session.exec(rows).all()


def invitation(session: Session, number: int) -> AgentInvitation | None:
    """An invitation that nobody took, expired or not, locked."""
    waiting = AgentInvitation.id == number, col(AgentInvitation.closed_at).is_(None)
    return session.exec(select(AgentInvitation).where(*waiting).with_for_update()).first()


def waiting_invitations(session: ReadSession) -> Sequence[AgentInvitation]:
    """The invitations that nobody took, the latest first."""
    waiting = select(AgentInvitation).where(col(AgentInvitation.closed_at).is_(None))
    return session.exec(waiting.order_by(col(AgentInvitation.sent_at).desc())).all()


def open_invitations_of(session: Session, role: Role) -> Sequence[AgentInvitation]:
    """The invitations to a role that nobody took, expired ones included, locked."""
    waiting = AgentInvitation.role == role, col(AgentInvitation.closed_at).is_(None)
    return session.exec(select(AgentInvitation).where(*waiting).with_for_update()).all()


def invitations_to(session: Session, email: str, now: datetime) -> Sequence[AgentInvitation]:
    """What an address may take now, locked."""
    waiting = AgentInvitation.email == email, col(AgentInvitation.closed_at).is_(None)
    valid = select(AgentInvitation).where(*waiting, col(AgentInvitation.valid_until) > now)
    return session.exec(valid.with_for_update()).all()


def reason_settings(session: ReadSession, kind: str) -> dict[str, ReasonSetting]:
    """What the Province set of the coded reasons of a kind, by code."""
    return {row.code: row for row in session.exec(select(ReasonSetting).where(ReasonSetting.kind == kind)).all()}


def usual_sentences(session: ReadSession, kind: str) -> Sequence[UsualSentence]:
    """The usual sentences of a kind, those that are off included, in their order."""
    rows = select(UsualSentence).where(UsualSentence.kind == kind)
    return session.exec(rows.order_by(col(UsualSentence.rank), col(UsualSentence.id))).all()


def usual_sentence(session: Session, number: int) -> UsualSentence | None:
    """One of them, locked."""
    return session.get(UsualSentence, number, with_for_update=True)


def put_value(session: Session, value: Value, now: datetime, by: int | None = None) -> None:
    """Write a value; one that was to start at the same instant gives way."""
    changed = {"value": value.value, "text": value.text, "set_at": now, "set_by": by}
    key = {"parameter": value.parameter, "valid_from": value.valid_from}
    statement = insert(ParameterValue).values(**key, **changed)
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))


def value_rows(session: ReadSession) -> Sequence[ParameterValue]:
    """Every value of every parameter, with who set it, in the order they start."""
    return session.exec(select(ParameterValue).order_by(col(ParameterValue.valid_from))).all()


def rate_rows(session: ReadSession) -> Sequence[TgcRateRow]:
    """Every TGC rate, with who set it, lowest first."""
    return session.exec(select(TgcRateRow).order_by(col(TgcRateRow.rate), col(TgcRateRow.valid_from))).all()


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
