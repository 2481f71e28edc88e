"""Directions and parameters in the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from espace_factures.app.reading import ReadSession
from espace_factures.organisation.models import AgentDirection, Direction, ParameterValue, TgcRateRow
from espace_factures.organisation.rules import Parameter, Settled, TgcRate, Value


def direction_ids_of(account_id: int) -> Select[Any]:
    """A sub-query: the directions an agent works for."""
    return select(AgentDirection.direction_id).where(AgentDirection.account_id == account_id)


def active_directions(session: ReadSession) -> Sequence[Direction]:
    """The directions an invoice may be addressed to, by name."""
    return session.exec(select(Direction).where(col(Direction.is_active)).order_by(Direction.name)).all()


def direction(session: ReadSession, direction_id: int) -> Direction | None:
    """A direction, active or not."""
    return session.get(Direction, direction_id)


def settled_parameters(session: ReadSession) -> Settled:
    """Every value of every parameter."""
    values = session.exec(select(ParameterValue)).all()
    rates = session.exec(select(TgcRateRow)).all()
    return Settled(
        tuple(Value(Parameter(row.parameter), row.valid_from, row.value, row.text) for row in values),
        tuple(TgcRate(row.rate, row.valid_from, row.valid_until) for row in rates),
    )
