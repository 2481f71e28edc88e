"""Pages of invoices by keyset: each établissement, or direction, gives its first rows from an index, and they merge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Subquery, literal, true, tuple_
from sqlmodel import Session, and_, col, or_, select

from espace_factures.core.access import Actor, Permission
from espace_factures.establishments import repository as establishments
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices.checks import number_key
from espace_factures.invoices.models import Invoice
from espace_factures.orders import repository as orders
from espace_factures.orders.models import Direction

PAGE_SIZE: Final = 25
SORTS: Final[Mapping[str, tuple[Any, bool]]] = {
    "recentes": (Invoice.deposited_at, True),
    "anciennes": (Invoice.deposited_at, False),
    "montant-desc": (Invoice.total_ttc, True),
    "montant-asc": (Invoice.total_ttc, False),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: strictly after, or before, the row of this sort value and id."""

    value: str
    row_id: int
    is_before: bool = False

    def __str__(self) -> str:
        """As it stands in an address: « apres.2026-11-18T01:00:00+00:00.42 »."""
        return f"{'avant' if self.is_before else 'apres'}_{self.value}_{self.row_id}"


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for; empty values filter nothing."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    establishment_id: int = 0
    direction_id: int = 0
    assignee_id: int = 0
    since: datetime | None = None
    sort: str = "recentes"
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of rows, and whether there is more on either side."""

    rows: Sequence[Any]
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
    Invoice.assignee_id,
)


def parse_place(text: str) -> Place | None:
    """A place as an address carries it; None when it says nothing sensible."""
    side, _, rest = text.partition("_")
    value, _, row_id = rest.rpartition("_")
    if side not in {"apres", "avant"} or not value or not row_id.isdigit():
        return None
    return Place(value, int(row_id), is_before=side == "avant")


def supplier_page(session: Session, actor: Actor, query: Query) -> Slice:
    """A page of the invoices of the person's établissements."""
    mine = establishments.ids_where(actor.account_id, MemberRight.FOLLOW)
    if query.establishment_id:
        mine = mine.where(col(establishments.Membership.establishment_id) == query.establishment_id)
    return _page(session, mine.subquery("places"), Invoice.establishment_id, query)


def agent_page(session: Session, actor: Actor, query: Query) -> Slice:
    """A page of the invoices the agent instructs: his directions', or every direction's for the comptable."""
    if actor.can(Permission.INVOICE_PAY):
        mine: Select[Any] = select(Direction.id)
        key = col(Direction.id)
    else:
        mine = orders.direction_ids_of(actor.account_id)
        key = col(orders.AgentDirection.direction_id)
    if query.direction_id:
        mine = mine.where(key == query.direction_id)
    return _page(session, mine.subquery("places"), Invoice.direction_id, query)


def _page(session: Session, places: Subquery, owner: Any, query: Query) -> Slice:
    column: Any
    column, is_descending = SORTS.get(query.sort, SORTS["recentes"])
    is_before = query.place is not None and query.place.is_before
    is_falling = is_descending != is_before
    keys = (col(column), col(Invoice.id))
    few = select(*COLUMNS).where(col(owner) == places.c[0], *_filters(query))  # type: ignore[call-overload]
    if query.place is not None:
        few = few.where(_beyond(keys, query.place, is_falling=is_falling))
    lateral = few.order_by(*_directed(keys, is_falling=is_falling)).limit(PAGE_SIZE + 1).lateral("few")
    merged = (
        select(lateral, Establishment.name, Establishment.ridet, Direction.code, Direction.name.label("direction"))  # type: ignore[attr-defined,call-overload]
        .select_from(places)
        .join(lateral, true())
        .join(Establishment, col(Establishment.id) == lateral.c.establishment_id)
        .join(Direction, col(Direction.id) == lateral.c.direction_id)
        .order_by(*_directed((lateral.c[column.key], lateral.c.id), is_falling=is_falling))
        .limit(PAGE_SIZE + 1)
    )
    rows = list(session.execute(merged).all())
    has_more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if is_before:
        return Slice(rows[::-1], has_previous=has_more, has_next=True)
    return Slice(rows, has_previous=query.place is not None, has_next=has_more)


def _filters(query: Query) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if query.statuses:
        status = col(Invoice.status)
        clauses.append(status == query.statuses[0] if len(query.statuses) == 1 else status.in_(query.statuses))
    if query.since is not None:
        clauses.append(col(Invoice.deposited_at) >= query.since)
    if query.assignee_id:
        clauses.append(col(Invoice.assignee_id) == query.assignee_id)
    if query.search:
        clauses.append(_matches(query.search))
    return clauses


def _matches(search: str) -> ColumnElement[bool]:
    """A number or an order by its beginning, a reference or an amount exactly: never a trigram (3.5 s on 10 M rows)."""
    text = search.strip()
    key = number_key(text)
    digits = "".join(letter for letter in text if letter.isdigit())
    clauses = [
        col(Invoice.reference) == text.upper(),
        col(Invoice.order_number).startswith(text.upper(), autoescape=True),
    ]
    if key:
        clauses.append(col(Invoice.number_key).startswith(key, autoescape=True))
    if digits and len(digits) <= 15 and not any(letter.isalpha() and letter not in "FCP" for letter in text.upper()):
        clauses.append(col(Invoice.total_ttc) == int(digits))
    return or_(*clauses)


def _beyond(keys: tuple[Any, Any], place: Place, *, is_falling: bool) -> ColumnElement[bool]:
    value = literal(_typed(place.value, keys[0]))
    here = tuple_(value, literal(place.row_id))
    return and_(tuple_(*keys) < here if is_falling else tuple_(*keys) > here)


def _typed(value: str, column: Any) -> Any:
    try:
        return int(value) if column.key == "total_ttc" else datetime.fromisoformat(value)
    except ValueError:
        return 0 if column.key == "total_ttc" else datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _directed(keys: tuple[Any, Any], *, is_falling: bool) -> list[Any]:
    return [key.desc() if is_falling else key.asc() for key in keys]
