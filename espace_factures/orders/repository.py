"""Bons de commande in the database."""

from collections.abc import Sequence

from sqlalchemy import func, update
from sqlmodel import Session, col, delete, select

from espace_factures.app.reading import ReadSession
from espace_factures.orders.models import Order, OrderLine


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


def lock_numbers(session: Session, numbers: Sequence[str]) -> Sequence[Order]:
    """The bons de commande of these numbers, locked until the commit, always in the same order."""
    those = select(Order).where(col(Order.number).in_(numbers)).order_by(col(Order.id))
    return session.exec(those.with_for_update()).all()


def lines(session: ReadSession, order_ids: Sequence[int]) -> Sequence[OrderLine]:
    """The lines of bons de commande, in their order."""
    theirs = select(OrderLine).where(col(OrderLine.order_id).in_(order_ids))
    return session.exec(theirs.order_by(col(OrderLine.order_id), col(OrderLine.position))).all()


def forget_lines(session: Session, order_id: int) -> None:
    """The bon de commande has no line any more."""
    session.exec(delete(OrderLine).where(col(OrderLine.order_id) == order_id))
