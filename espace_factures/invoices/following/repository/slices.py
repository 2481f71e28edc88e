"""Pages of invoices by keyset: each établissement gives its first rows from an index, and they merge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, column, table, true, tuple_
from sqlalchemy import literal_column as as_it_is
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from espace_factures.app.asking import Question, Written, given, written
from espace_factures.core.access import Actor
from espace_factures.core.keyset import Cursor
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices.following.repository import filters
from espace_factures.invoices.following.repository.filters import SORTS, sorted_by
from espace_factures.invoices.following.rules import MOST_COUNTED, PAGE_SIZE, Query
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import Status
from espace_factures.organisation.models import Direction
from espace_factures.ribs.models import Rib


class ListedInvoice(NamedTuple):
    """A row of a list: `COLUMNS`, which are the invoice's, then what stands `BESIDE`."""

    id: int
    reference: str
    number: str
    number_key: str
    order_number: str
    establishment_id: int
    direction_id: int
    status: Status
    status_at: datetime
    deposited_at: datetime
    stopped_seconds: int
    clock_stopped_at: datetime | None
    paid_on: date | None
    total_ttc: int
    rib_id: int | None
    rib_status: str | None
    """None without a RIB."""
    name: str
    ridet: str
    code: str
    direction: str
    usual_of: int | None
    """How many of the direction's payments its usual days rest on; None without any."""
    median_days: int | None
    most_days: int | None


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of rows, and whether there is more on either side."""

    rows: Sequence[ListedInvoice]
    has_previous: bool
    has_next: bool


COLUMNS: Final = (
    Invoice.id,
    Invoice.reference,
    Invoice.number,
    Invoice.number_key,
    Invoice.order_number,
    Invoice.establishment_id,
    Invoice.direction_id,
    Invoice.status,
    Invoice.status_at,
    Invoice.deposited_at,
    Invoice.stopped_seconds,
    Invoice.clock_stopped_at,
    Invoice.paid_on,
    Invoice.total_ttc,
    Invoice.rib_id,
)

DELAYS: Final = table("delay_summaries", *map(column, ("direction_id", "step", "invoices", "median_days", "most_days")))
"""What the figures of the Province keep of each direction, counted above this package."""
WHOLE: Final = as_it_is("delay_summaries.step = 'total'")

BESIDE: Final = (
    col(Rib.status).label("rib_status"),
    Establishment.name,
    Establishment.ridet,
    Direction.code,
    col(Direction.name).label("direction"),
    DELAYS.c.invoices.label("usual_of"),
    DELAYS.c.median_days,
    DELAYS.c.most_days,
)

STATUS: Final = ListedInvoice._fields.index("status")
ACCOUNT: Final[Any] = given("account", BigInteger)
ONLY: Final[Any] = given("only", BigInteger)


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one statement, written once, different from another."""

    is_narrowed: bool
    """To one établissement."""
    filters: frozenset[str]
    most: int
    """Written in the statement, for a plan that is kept takes the length of a page into account."""
    sort: str = ""
    is_falling: bool = False
    has_cursor: bool = False
    is_few: bool = False


def cursor_at(row: ListedInvoice, sort: str, *, is_before: bool = False) -> Cursor:
    """Where the page that follows a row begins, or ends."""
    value = getattr(row, sorted_by(sort).key)
    return Cursor(value.isoformat() if isinstance(value, datetime) else str(value), row.id, is_before)


def supplier_page(actor: Actor, query: Query) -> Question[Slice]:
    """A page of the invoices of the person's établissements."""
    sort = query.sort if query.sort in SORTS else "recentes"
    is_before = query.cursor is not None and query.cursor.is_before
    asked, size = filters.values_of(query), query.size or PAGE_SIZE
    shape = Shape(
        is_narrowed=bool(query.establishment_id),
        filters=frozenset(asked),
        most=size + 1,
        sort=sort,
        is_falling=SORTS[sort][1] != is_before,
        has_cursor=query.cursor is not None,
        is_few=query.is_few and bool(asked) and "short" not in asked,
    )
    statement = _statement(shape)
    values = {**statement.constants, **_who(actor, query), **asked, **filters.position(query.cursor, sort)}
    # What filters is planned for its values: a rare number and a frequent status are not found the same way.
    return Question(statement.sql, values, partial(_slice, query.cursor, size), is_prepared=not asked)


def supplier_sum(actor: Actor, query: Query) -> Question[tuple[int, int]]:
    """How many invoices the filters answer, `MOST_COUNTED` and one more at most, and what they come to in XPF."""
    asked = filters.values_of(query)
    statement = _sum(Shape(bool(query.establishment_id), frozenset(asked), MOST_COUNTED + 1))
    values = {**statement.constants, **_who(actor, query), **asked}
    return Question(statement.sql, values, lambda rows: (int(rows[0][0]), int(rows[0][1])), is_prepared=False)


def _who(actor: Actor, query: Query) -> dict[str, int]:
    return {"account": actor.account_id, "only": query.establishment_id}


def _places_followed(is_narrowed: bool) -> Select[Any]:
    mine = establishments_repository.ids_where(ACCOUNT, MemberRight.FOLLOW)
    return mine.where(col(establishments_repository.Membership.establishment_id) == ONLY) if is_narrowed else mine


def _slice(cursor: Cursor | None, size: int, rows: Sequence[Any]) -> Slice:
    has_more = len(rows) > size
    whole = ((*row[:STATUS], Status(row[STATUS]), *row[STATUS + 1 :]) for row in rows[:size])
    found = [ListedInvoice._make(row) for row in whole]
    if cursor is not None and cursor.is_before:
        return Slice(found[::-1], has_previous=has_more, has_next=True)
    return Slice(found, has_previous=cursor is not None, has_next=has_more)


@lru_cache(maxsize=512)
def _statement(shape: Shape) -> Written:
    column = sorted_by(shape.sort)
    places = _places_followed(shape.is_narrowed).subquery("places")
    most = as_it_is(str(shape.most))
    lateral = _few(shape, places).limit(most).lateral("few")
    return written(
        select(lateral, *BESIDE)  # type: ignore[call-overload]
        .select_from(places)
        .join(lateral, true())
        .join(Establishment, col(Establishment.id) == lateral.c.establishment_id)
        .join(Direction, col(Direction.id) == lateral.c.direction_id)
        .outerjoin(Rib, col(Rib.id) == lateral.c.rib_id)
        .outerjoin(DELAYS, (DELAYS.c.direction_id == lateral.c.direction_id) & WHOLE)
        .order_by(*_directed((lateral.c[column.key], lateral.c.id), is_falling=shape.is_falling))
        .limit(most)
    )


def _few(shape: Shape, places: Any) -> Any:
    """The rows of one établissement in their order; what is few is found first, for no order tells where it stands."""
    column = sorted_by(shape.sort)
    found: Any = select(*COLUMNS).where(*_conditions(shape, places.c[0]))  # type: ignore[call-overload]
    if not shape.is_few:
        return found.order_by(*_directed((col(column), col(Invoice.id)), is_falling=shape.is_falling))
    whole = found.offset(as_it_is("0")).correlate(places).lateral("whole")
    return select(whole).order_by(*_directed((whole.c[column.key], whole.c.id), is_falling=shape.is_falling))


@lru_cache(maxsize=128)
def _sum(shape: Shape) -> Written:
    places = _places_followed(shape.is_narrowed).subquery("places")
    most = as_it_is(str(shape.most))
    lateral = select(Invoice.total_ttc).where(*_conditions(shape, places.c[0])).limit(most).lateral("few")  # type: ignore[arg-type]
    every = select(lateral.c.total_ttc).select_from(places).join(lateral, true()).limit(most).subquery("every")  # type: ignore[arg-type]
    counted: Any = select_columns(func.count(), func.coalesce(func.sum(every.c.total_ttc), 0))
    return written(counted.select_from(every))


def _conditions(shape: Shape, place: Any) -> list[ColumnElement[bool]]:
    here = [col(Invoice.establishment_id) == place, *filters.clauses(shape.filters, place)]
    if shape.has_cursor:
        column = sorted_by(shape.sort)
        begin = tuple_(given("cursor_value", column.type), given("cursor_id", BigInteger))
        keys = tuple_(col(column), col(Invoice.id))
        here.append(keys < begin if shape.is_falling else keys > begin)
    return here


def _directed(keys: tuple[Any, Any], *, is_falling: bool) -> list[Any]:
    return [key.desc() if is_falling else key.asc() for key in keys]
