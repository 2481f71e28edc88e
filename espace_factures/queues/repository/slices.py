"""Pages and counts of a queue: each direction gives its first rows from an index, and they merge."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial, reduce
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ARRAY, BigInteger, func, literal, true
from sqlalchemy import literal_column as as_it_is
from sqlalchemy import select as columns_of
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from espace_factures.app.reading import ReadSession
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Turn
from espace_factures.establishments.models import Establishment
from espace_factures.identity.models import Account
from espace_factures.organisation.models import Direction
from espace_factures.queues.repository.filters import (
    Scope,
    after,
    base,
    desks_of,
    filters,
    is_by_time,
    is_falling,
    is_named,
    order,
)
from espace_factures.queues.rules import MOST_COUNTED, MOST_GATHERED, MOST_READ, Query, Sort, Tab

ASSIGNEE: Final = aliased(Account)
HERE: Final[Any] = as_it_is("desks.desk", BigInteger)
"""The direction whose rows are read, said by its name: it stands further out than what SQLAlchemy looks through."""


class Row(NamedTuple):
    """A line of a queue."""

    id: int
    reference: str
    version: int
    label: str
    stage: str
    turn: Turn
    clock_from: datetime
    clock_stopped_at: datetime | None
    updated_at: datetime
    amount: int | None
    alert: str
    alert_tone: str
    is_unread: bool
    assignee_id: int | None
    account_id: int
    establishment_id: int | None
    direction_id: int | None
    place: str | None
    direction: str | None
    person: str
    assignee: str


class Tally(NamedTuple):
    """What a part of a queue adds up to; counted up to a bound."""

    count: int
    late: int
    amount: int
    alerts: int
    unread: int

    @property
    def is_cut(self) -> bool:
        """Whether there is more than was counted."""
        return self.count > MOST_COUNTED


OWN: Final = Row._fields.index("place")
"""The fields before it are the demande's own."""


def page(session: ReadSession, scope: Scope, query: Query, limit: int) -> list[Row]:
    """The first rows of a query, in its order; what a number names is found wherever it is."""
    rows = _page(session, scope, query, limit)
    if query.search:
        rows += _page(session, scope, query, limit, named=True)
    merged = {row.id: row for row in rows}.values()
    return sorted(merged, key=partial(_key, query.sort), reverse=is_falling(query))[:limit]


def stands_before(query: Query, row: Row, other: Demande) -> bool:
    """Whether a row comes before a demande in the order of the query."""
    mine = (row.clock_from if is_by_time(query) else row.amount or 0), row.id
    theirs = (other.clock_from if is_by_time(query) else other.amount or 0), other.id
    return mine > theirs if is_falling(query) else mine < theirs  # type: ignore[operator]


def tallies(session: ReadSession, scope: Scope, queries: Sequence[Query]) -> list[Tally]:
    """Several parts of a queue, each added up, in one journey."""
    figures = [_tally(scope, query).subquery(f"tally_{rank}") for rank, query in enumerate(queries)]
    together = reduce(lambda left, right: left.join(right, true()), figures[1:], cast("Any", figures[0]))
    columns: Any = [column for figure in figures for column in figure.c]
    every: Any = columns_of(*columns).select_from(together)
    row = session.execute(every).one()
    width = len(Tally._fields)
    return [Tally(*row[start : start + width]) for start in range(0, len(row), width)]


def _page(session: ReadSession, scope: Scope, query: Query, limit: int, *, named: bool = False) -> list[Row]:
    desks = _each(scope, query)
    few = _few(scope, query, limit, named=named).lateral("few")
    rows: Any = (
        columns_of(few, Establishment.name, Direction.name, _full_name(Account), _full_name(ASSIGNEE))  # type: ignore[call-overload]
        .select_from(desks)
        .join(few, true())
        .join(Account, col(Account.id) == few.c.account_id)
        .outerjoin(Establishment, col(Establishment.id) == few.c.establishment_id)
        .outerjoin(Direction, col(Direction.id) == few.c.direction_id)
        .outerjoin(ASSIGNEE, ASSIGNEE.id == few.c.assignee_id)
    )
    found = session.execute(rows.order_by(*order(query, few.c)).limit(limit)).all()
    return [Row._make(row) for row in found]


def _each(scope: Scope, query: Query) -> Any:
    """The directions of the query, a row each."""
    every = func.unnest(literal(list(desks_of(scope, query)), ARRAY(BigInteger)))
    return every.table_valued("desk", name="desks").render_derived(name="desks")


def _few(scope: Scope, query: Query, limit: int, *, named: bool) -> Any:
    """What one direction gives: straight from an index, or out of its first rows when something filters."""
    if query.is_plain or named:
        clauses = [base(scope, query, Demande), *after(query, Demande)]
        if named:
            clauses += [is_named(query.search), *filters(scope, replace(query, search=""), Demande)]
        rows = columns_of(*_columns(Demande)).where(Demande.desk == HERE, *clauses)
        return rows.order_by(*order(query, Demande)).limit(limit)
    window = _window(scope, query)
    amounts = () if is_by_time(query) else after(query, window)
    rows = columns_of(*_columns(window)).where(*filters(scope, query, window), *amounts)
    return rows.order_by(*order(query, window)).limit(limit)


def _window(scope: Scope, query: Query) -> Any:
    """The first rows of a direction, which filters go through."""
    by_time = replace(query, sort=query.sort if is_by_time(query) else Sort.NEWEST)
    place = after(query, Demande) if is_by_time(query) else ()
    rows = select(Demande).where(Demande.desk == HERE, base(scope, query, Demande), *place)
    most = MOST_GATHERED if query.tab is Tab.READY else MOST_READ
    return aliased(Demande, rows.order_by(*order(by_time, Demande)).limit(most).subquery("window"))


def _tally(scope: Scope, query: Query) -> Any:
    """Counts no further than its bound, whatever there is."""
    asked = replace(query, place=None)
    desks = _each(scope, asked)
    few = _counted(scope, asked).lateral("few")
    late = few.c.clock_from <= scope.now - scope.period
    found: Any = columns_of(few.c.amount, late.label("late"), few.c.alert, few.c.is_unread)
    rows = found.select_from(desks).join(few, true()).limit(MOST_COUNTED + 1).subquery("counted")
    return columns_of(
        func.count(),
        func.count().filter(rows.c.late),
        func.coalesce(func.sum(rows.c.amount), 0),
        func.count().filter(rows.c.alert != ""),
        func.count().filter(rows.c.is_unread),
    ).select_from(rows)


def _counted(scope: Scope, query: Query) -> Any:
    """What is counted of one direction, in no order."""
    table: Any = Demande
    if query.is_plain:
        clauses = [Demande.desk == HERE, base(scope, query, Demande)]
    else:
        table = _window(scope, query)
        clauses = filters(scope, query, table)
    rows: Any = columns_of(table.amount, table.clock_from, table.alert, table.is_unread)
    return rows.where(*clauses).limit(MOST_COUNTED + 1)


def _key(sort: Sort, row: Row) -> tuple[Any, int]:
    return (row.clock_from if sort in {Sort.OLDEST, Sort.NEWEST} else row.amount or 0), row.id


def _columns(table: Any) -> list[Any]:
    return [getattr(table, name) for name in Row._fields[:OWN]]


def _full_name(account: Any) -> Any:
    return func.trim(func.concat(account.first_name, " ", account.last_name))
