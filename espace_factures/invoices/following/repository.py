"""Pages of invoices by keyset: each établissement, or direction, gives its first rows from an index, and they merge."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from sqlalchemy import ARRAY, BigInteger, ColumnElement, DateTime, Select, String, any_, column, table, true, tuple_
from sqlalchemy import literal_column as as_it_is
from sqlalchemy import select as select_columns
from sqlmodel import col, func, or_, select

from espace_factures.app.asking import Question, Written, given, written
from espace_factures.core.access import Actor
from espace_factures.core.calendar import LAST_YEAR
from espace_factures.core.keyset import Cursor
from espace_factures.core.money import parse_francs
from espace_factures.core.typed import narrow, natural
from espace_factures.demandes.rules import references
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import Status, number_key, unnumbered
from espace_factures.organisation.models import Direction
from espace_factures.ribs.models import Rib

PAGE_SIZE: Final = 25
MOST_COUNTED: Final = 10_000
"""Rows whose sum is said; past them a list says that there are more."""
LONGEST_AMOUNT: Final = 15
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
SORTS: Final[Mapping[str, tuple[Any, bool]]] = {
    "recentes": (Invoice.deposited_at, True),
    "anciennes": (Invoice.deposited_at, False),
    "montant-desc": (Invoice.total_ttc, True),
    "montant-asc": (Invoice.total_ttc, False),
}


class ListedInvoice(NamedTuple):
    """A row of a list: `COLUMNS`, which are the invoice's, then what stands `BESIDE`."""

    id: int
    reference: str
    number: str
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
TEXTS: Final = ARRAY(String)

ACCOUNT: Final[Any] = given("account", BigInteger)
ONLY: Final[Any] = given("only", BigInteger)
NARROWING: Final[Mapping[str, ColumnElement[bool]]] = {
    "status": col(Invoice.status) == given("status"),
    "statuses": col(Invoice.status) == any_(given("statuses", TEXTS)),
    "since": col(Invoice.deposited_at) >= given("since"),
}
MATCHING: Final[Mapping[str, ColumnElement[bool]]] = {
    "reference": col(Invoice.reference) == given("reference"),
    "references": col(Invoice.reference) == any_(given("references", TEXTS)),
    "order_prefix": col(Invoice.order_number).like(given("order_prefix"), escape="/"),
    "key_prefix": col(Invoice.number_key).like(given("key_prefix"), escape="/"),
    "amount": col(Invoice.total_ttc) == given("amount", BigInteger),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one statement, written once, different from another; `owner` says where its rows start from."""

    owner: Callable[[bool], Select[Any]]
    column: str
    is_narrowed: bool
    sort: str
    is_falling: bool
    has_cursor: bool
    filters: frozenset[str]
    most: int
    """Written in the statement, for a plan that is kept takes the length of a page into account."""


def cursor_at(row: ListedInvoice, sort: str, *, is_before: bool = False) -> Cursor:
    """Where the page that follows a row begins, or ends."""
    value = row.total_ttc if sort.startswith("montant") else row.deposited_at.isoformat()
    return Cursor(str(value), row.id, is_before)


def supplier_page(actor: Actor, query: Query) -> Question[Slice]:
    """A page of the invoices of the person's établissements."""
    return _page(actor, query, (_places_followed, "establishment_id", query.establishment_id))


def supplier_sum(actor: Actor, query: Query) -> Question[tuple[int, int]]:
    """How many invoices the filters answer, `MOST_COUNTED` and one more at most, and what they come to in XPF."""
    asked = _narrowing(query) | _matching(query.search)
    shape = Shape(
        owner=_places_followed,
        column="establishment_id",
        is_narrowed=bool(query.establishment_id),
        sort="",
        is_falling=False,
        has_cursor=False,
        filters=frozenset(asked),
        most=MOST_COUNTED + 1,
    )
    statement = _sum(shape)
    values = {**statement.constants, "account": actor.account_id, "only": query.establishment_id, **asked}
    return Question(statement.sql, values, lambda rows: (int(rows[0][0]), int(rows[0][1])), is_prepared=False)


def _places_followed(is_narrowed: bool) -> Select[Any]:
    mine = establishments_repository.ids_where(ACCOUNT, MemberRight.FOLLOW)
    return mine.where(col(establishments_repository.Membership.establishment_id) == ONLY) if is_narrowed else mine


def _page(actor: Actor, query: Query, owner: tuple[Callable[[bool], Select[Any]], str, int]) -> Question[Slice]:
    places, column, only = owner
    sort = query.sort if query.sort in SORTS else "recentes"
    is_before = query.cursor is not None and query.cursor.is_before
    asked = _narrowing(query) | _matching(query.search)
    is_falling = SORTS[sort][1] != is_before
    filters, has_cursor = frozenset(asked), query.cursor is not None
    size = query.size or PAGE_SIZE
    shape = Shape(places, column, bool(only), sort, is_falling, has_cursor, filters, size + 1)
    statement, who = _statement(shape), {"account": actor.account_id, "only": only}
    values = {**statement.constants, **who, **asked, **_beginning(query.cursor, sort)}
    # What filters is planned for its values: a rare number and a frequent status are not found the same way.
    return Question(statement.sql, values, partial(_slice, query.cursor, size), is_prepared=not asked)


def _slice(cursor: Cursor | None, size: int, rows: Sequence[Any]) -> Slice:
    has_more = len(rows) > size
    whole = ((*row[:STATUS], Status(row[STATUS]), *row[STATUS + 1 :]) for row in rows[:size])
    found = [ListedInvoice._make(row) for row in whole]
    if cursor is not None and cursor.is_before:
        return Slice(found[::-1], has_previous=has_more, has_next=True)
    return Slice(found, has_previous=cursor is not None, has_next=has_more)


@lru_cache(maxsize=512)
def _statement(shape: Shape) -> Written:
    column: Any = SORTS[shape.sort][0]
    keys = (col(column), col(Invoice.id))
    places = shape.owner(shape.is_narrowed).subquery("places")
    few = select(*COLUMNS).where(col(getattr(Invoice, shape.column)) == places.c[0], *_clauses(shape))  # type: ignore[call-overload]
    most = as_it_is(str(shape.most))
    lateral = few.order_by(*_directed(keys, is_falling=shape.is_falling)).limit(most).lateral("few")
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


@lru_cache(maxsize=128)
def _sum(shape: Shape) -> Written:
    places = shape.owner(shape.is_narrowed).subquery("places")
    found = select(Invoice.total_ttc).join(places, col(Invoice.establishment_id) == places.c[0])
    few = found.where(*_clauses(shape)).limit(as_it_is(str(shape.most))).subquery("few")  # type: ignore[arg-type]
    counted: Any = select_columns(func.count(), func.coalesce(func.sum(few.c.total_ttc), 0))
    return written(counted.select_from(few))


def _clauses(shape: Shape) -> list[ColumnElement[bool]]:
    clauses = [NARROWING[name] for name in NARROWING if name in shape.filters]
    if matching := [MATCHING[name] for name in MATCHING if name in shape.filters]:
        clauses.append(or_(*matching))
    if shape.has_cursor:
        column: Any = SORTS[shape.sort][0]
        kind = BigInteger if column.key == "total_ttc" else DateTime(timezone=True)
        here = tuple_(given("cursor_value", kind), given("cursor_id", BigInteger))
        keys = tuple_(col(column), col(Invoice.id))
        clauses.append(keys < here if shape.is_falling else keys > here)
    return clauses


def _narrowing(query: Query) -> dict[str, Any]:
    is_one = len(query.statuses) == 1
    values = {
        "status": str(query.statuses[0]) if is_one else None,
        "statuses": [str(status) for status in query.statuses] if not is_one else None,
        "since": query.since,
    }
    return {name: value for name, value in values.items() if value}


def _matching(search: str) -> dict[str, Any]:
    """A number or an order by its beginning, a reference or an amount exactly: never a trigram (3.5 s on 10 M rows)."""
    text = narrow(search)
    if not text:
        return {}
    meant = references(text)
    values: dict[str, Any] = {"reference": meant[0]} if len(meant) == 1 else {"references": list(meant)}
    values["order_prefix"] = _prefix(text.upper())
    if key := number_key(unnumbered(text)):
        values["key_prefix"] = _prefix(key)
    with contextlib.suppress(ValueError):
        values["amount"] = parse_francs(text)
    return values


def _prefix(text: str) -> str:
    """The LIKE pattern, escaped by « / », of what begins with the text."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_") + "%"


def _beginning(cursor: Cursor | None, sort: str) -> dict[str, Any]:
    return {} if cursor is None else {"cursor_value": _typed(cursor.value, sort), "cursor_id": cursor.row_id}


def _typed(value: str, sort: str) -> Any:
    if sort.startswith("montant"):
        return natural(value, LONGEST_AMOUNT)
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return LONG_AGO
    return instant if instant.tzinfo and LONG_AGO.year <= instant.year <= LAST_YEAR else LONG_AGO


def _directed(keys: tuple[Any, Any], *, is_falling: bool) -> list[Any]:
    return [key.desc() if is_falling else key.asc() for key in keys]
