"""The clauses of a queue: its tab, its filters, its search by any part, its order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, literal, or_, true, tuple_
from sqlmodel import col, select

from espace_factures.core.keyset import LONG_AGO, moment_of
from espace_factures.core.typed import folded, identifier, natural
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Turn, references
from espace_factures.establishments.models import Establishment
from espace_factures.identity.models import Account
from espace_factures.queues.rules import FREE, MOST_WORDS, MYSELF, SOON, Age, Query, Sort, Tab


@dataclass(frozen=True, slots=True)
class Scope:
    """What a queue holds for one agent: the directions it comes from (0 for the kinds without), whose turn it shows."""

    kind: Kind
    desks: tuple[int, ...]
    turn: Turn
    account_id: int
    now: datetime
    period: timedelta
    """The delay of what is instructed here."""
    ready: Callable[[Any, datetime], ColumnElement[bool]] | None = None
    """What may be decided at one look, where the agent does such things."""


def base(scope: Scope, query: Query, table: Any) -> ColumnElement[bool]:
    """The kind and the tab."""
    tab: ColumnElement[bool] = true()
    if query.tab is Tab.WAITING:
        tab = table.turn == scope.turn
    elif query.tab is Tab.SUSPENDED:
        tab = table.turn == Turn.PERSON
    elif query.tab is Tab.READY:
        tab = and_(table.agrees, table.turn == Turn.AGENT) if scope.ready else false()
    elif query.tab is Tab.MINE:
        tab = and_(table.assignee_id == scope.account_id, table.turn != Turn.NOBODY)
    return and_(table.kind == scope.kind, tab)


def filters(scope: Scope, query: Query, table: Any) -> list[ColumnElement[bool]]:
    late, soon = scope.now - scope.period, scope.now - scope.period + SOON
    ages = {
        Age.LATE: table.clock_from <= late,
        Age.SOON: and_(table.clock_from > late, table.clock_from <= soon),
        Age.EARLY: table.clock_from > soon,
    }
    followed = {FREE: table.assignee_id.is_(None), MYSELF: table.assignee_id == scope.account_id}
    asked: list[tuple[Any, Any]] = [
        (query.stage, table.stage == query.stage),
        (query.age, and_(ages.get(query.age, true()), table.turn != Turn.NOBODY)),  # type: ignore[arg-type]
        (query.lowest is not None, table.amount >= (query.lowest or 0)),
        (query.highest is not None, table.amount <= (query.highest or 0)),
        (query.since, table.created_at >= (query.since or LONG_AGO)),
        (query.until, table.created_at < (query.until or LONG_AGO)),
        (query.assignee, followed.get(query.assignee, table.assignee_id == identifier(query.assignee))),
        (query.has_alert, table.alert != ""),
        (query.is_unread, table.is_unread),
    ]
    agreed = [scope.ready(table, scope.now)] if query.tab is Tab.READY and scope.ready else []
    return [*agreed, *(clause for is_asked, clause in asked if is_asked), *_held_words(query.search, table)]


def _held_words(search: str, table: Any) -> list[ColumnElement[bool]]:
    """Each word is some part of the number, the amount, the reference, the supplier, its RIDET or the person."""
    return [_holds(word, table) for word in map(folded, search.split()[:MOST_WORDS]) if word]


def _holds(word: str, table: Any) -> ColumnElement[bool]:
    part = f"%{word}%"
    places = select(Establishment.id).where(col(Establishment.words).like(part))
    people = select(Account.id).where(col(Account.words).like(part))
    return or_(
        table.words.like(part),
        cast(table.amount, String).like(part),
        func.replace(func.lower(table.reference), "-", "").like(part),
        table.establishment_id.in_(places),
        table.account_id.in_(people),
    )


def is_named(search: str) -> ColumnElement[bool]:
    """The beginning of a number, or a reference: an index finds it anywhere."""
    return or_(col(Demande.words).like(f"{folded(search) or '/'}%"), col(Demande.reference).in_(references(search)))


def after(query: Query, table: Any) -> tuple[ColumnElement[bool], ...]:
    if query.place is None:
        return ()
    by_time = is_by_time(query)
    column = table.clock_from if by_time else func.coalesce(table.amount, 0)
    value = moment_of(query.place.value) if by_time else natural(query.place.value, 15)
    here, keys = tuple_(literal(value), literal(query.place.row_id)), tuple_(column, table.id)
    return (keys < here if is_falling(query) else keys > here,)


def order(query: Query, table: Any) -> tuple[Any, Any]:
    column = table.clock_from if is_by_time(query) else func.coalesce(table.amount, 0)
    return (column.desc(), table.id.desc()) if is_falling(query) else (column.asc(), table.id.asc())


def is_falling(query: Query) -> bool:
    """Whether rows come with the greatest first; a page before another is read from its end."""
    is_before = query.place is not None and query.place.is_before
    return (query.sort in {Sort.NEWEST, Sort.LARGEST}) != is_before


def is_by_time(query: Query) -> bool:
    return query.sort in {Sort.OLDEST, Sort.NEWEST}


def desks_of(scope: Scope, query: Query) -> tuple[int, ...]:
    return tuple(desk for desk in scope.desks if not query.direction_id or desk == query.direction_id)
