"""Bons de commande in the database; what an agent reads starts from what they may."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    String,
    any_,
    cast,
    func,
    literal,
    or_,
    text,
    true,
    tuple_,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select

from espace_factures.app.matching import plain
from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor, Permission
from espace_factures.core.typed import folded
from espace_factures.establishments.models import Establishment
from espace_factures.identity.models import Account
from espace_factures.orders.models import Order, OrderEvent, OrderLine
from espace_factures.orders.rules import MOST_READ, Query, State
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction

ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtext('orders.import'))")
MOST_WORDS: Final = 5


class Found(NamedTuple):
    """A bon de commande with its établissement and its direction."""

    order: Order
    place: Establishment
    direction: Direction


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """All for who keeps them and for who pays; those of their directions for the others."""
    if actor.can(Permission.ORDER_KEEP) or actor.can(Permission.INVOICE_PAY):
        return true()
    return col(Order.direction_id).in_(organisation_repository.direction_ids_of(actor.account_id))


def page(session: ReadSession, actor: Actor, query: Query, limit: int) -> list[Found]:
    """The first rows of a list, newest first; what a number begins with is found wherever it is."""
    rows = _page(session, actor, query, limit)
    if query.search:
        rows += _page(session, actor, query, limit, named=True)
    found = {row.order.id: row for row in rows}.values()
    is_before = query.place is not None and query.place.is_before
    return sorted(found, key=lambda row: (row.order.ordered_on, row.order.id), reverse=not is_before)[:limit]


def find(session: ReadSession, actor: Actor, number: str, *, lock: bool = False) -> Found | None:
    """The bon de commande of a number, when the actor may read it."""
    rows = _joined(Order).where(Order.number == number, readable_by(actor))
    row = session.exec(rows.with_for_update(of=Order) if lock else rows).first()
    return Found(*row) if row else None


def events(session: ReadSession, order_id: int) -> Sequence[tuple[OrderEvent, Account]]:
    """When it was closed and opened again, oldest first, and by whom."""
    rows = select(OrderEvent, Account).join(Account, col(Account.id) == col(OrderEvent.account_id))
    return session.exec(rows.where(OrderEvent.order_id == order_id).order_by(col(OrderEvent.id))).all()


def open_orders(session: ReadSession, establishment_ids: Sequence[int]) -> Sequence[Order]:
    """The bons de commande that may still be invoiced, newest first."""
    theirs = col(Order.establishment_id).in_(establishment_ids), col(Order.is_open)
    return session.exec(select(Order).where(*theirs).order_by(col(Order.ordered_on).desc()).limit(200)).all()


def order_of(session: ReadSession, number: str, establishment_id: int) -> Order | None:
    """The établissement's bon de commande of that number."""
    theirs = Order.number == number, Order.establishment_id == establishment_id
    return session.exec(select(Order).where(*theirs)).first()


def by_id(session: ReadSession, order_id: int) -> Order:
    """A bon de commande, which exists."""
    return session.exec(select(Order).where(Order.id == order_id)).one()


def add_invoiced(session: Session, order_id: int, amount: int) -> None:
    """Move what is invoiced on a bon de commande by `amount` francs, never below zero; the row stays locked."""
    invoiced = func.greatest(col(Order.invoiced) + amount, 0)
    session.exec(update(Order).where(col(Order.id) == order_id).values(invoiced=invoiced))


def one_at_a_time(session: Session) -> None:
    """A file waits for the one that is being imported: two may bring the same new number."""
    session.execute(ONE_AT_A_TIME)


def of_numbers(session: ReadSession, numbers: Sequence[str], *, lock: bool = False) -> Sequence[Order]:
    """The bons de commande of these numbers; locked until the commit, always in one order, when asked."""
    those = select(Order).where(col(Order.number) == any_(literal(list(numbers), ARRAY(String))))
    return session.exec(those.order_by(col(Order.id)).with_for_update() if lock else those).all()


def lines(session: ReadSession, order_ids: Sequence[int]) -> Sequence[OrderLine]:
    """The lines of bons de commande, in their order."""
    theirs = select(OrderLine).where(col(OrderLine.order_id) == any_(literal(list(order_ids), ARRAY(BigInteger))))
    return session.exec(theirs.order_by(col(OrderLine.order_id), col(OrderLine.position))).all()


def forget_lines(session: Session, order_id: int) -> None:
    """The bon de commande has no line any more."""
    session.exec(delete(OrderLine).where(col(OrderLine.order_id) == order_id))


def _page(session: ReadSession, actor: Actor, query: Query, limit: int, *, named: bool = False) -> list[Found]:
    clauses: list[Any] = [readable_by(actor), *_asked(query), *_after(query)]
    table: Any = Order
    if named:
        clauses.append(col(Order.number).like(f"{_literally(query.search.upper())}%"))
    elif query.search:
        # A search goes through so many rows and no more, in the order that is shown.
        window = select(Order).where(*clauses).order_by(*_order(query, Order)).limit(MOST_READ).subquery("window")
        table, clauses = aliased(Order, window), []
        clauses = [_holds(word, table) for word in map(folded, query.search.split()[:MOST_WORDS]) if word]
    rows = _joined(table).where(*clauses).order_by(*_order(query, table)).limit(limit)
    return [Found(*row) for row in session.exec(rows).all()]


def _joined(table: Any) -> Any:
    rows = select(table, Establishment, Direction).join(Establishment, col(Establishment.id) == table.establishment_id)
    return rows.join(Direction, col(Direction.id) == table.direction_id)


def _asked(query: Query) -> list[ColumnElement[bool]]:
    states = {State.OPEN: [col(Order.is_open)], State.CLOSED: [~col(Order.is_open)], State.ALL: []}
    return [*states[query.state], *([Order.direction_id == query.direction_id] if query.direction_id else [])]  # type: ignore[list-item]


def _holds(word: str, table: Any) -> ColumnElement[bool]:
    """Each word is some part of the number, the label, the amount, the supplier or its RIDET."""
    part = f"%{word}%"
    places = select(Establishment.id).where(col(Establishment.words).like(part))
    return or_(
        plain(table.number).like(part),
        plain(table.label).like(part),
        cast(table.amount, String).like(part),
        table.establishment_id.in_(places),
    )


def _after(query: Query) -> list[ColumnElement[bool]]:
    if query.place is None:
        return []
    here = tuple_(literal(query.place.day), literal(query.place.row_id))
    keys = tuple_(col(Order.ordered_on), col(Order.id))
    return [keys > here if query.place.is_before else keys < here]


def _order(query: Query, table: Any) -> tuple[Any, Any]:
    if query.place is not None and query.place.is_before:
        return table.ordered_on.asc(), table.id.asc()
    return table.ordered_on.desc(), table.id.desc()


def _literally(search: str) -> str:
    return search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
