"""Bons de commande in the database."""

from collections.abc import Sequence

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from espace_factures.app.reading import ReadSession
from espace_factures.orders.models import Order


def open_orders(session: ReadSession, establishment_ids: Sequence[int]) -> Sequence[Order]:
    """The bons de commande that may still be invoiced, newest first."""
    theirs = col(Order.establishment_id).in_(establishment_ids), col(Order.is_open)
    return session.exec(select(Order).where(*theirs).order_by(col(Order.ordered_on).desc()).limit(200)).all()


def order_of(session: ReadSession, number: str, establishment_id: int) -> Order | None:
    """The établissement's bon de commande of that number."""
    theirs = Order.number == number, Order.establishment_id == establishment_id
    return session.exec(select(Order).where(*theirs)).first()


def add_invoiced(session: Session, order_id: int, amount: int) -> None:
    """Move what is invoiced on a bon de commande by `amount` francs, never below zero; the row stays locked."""
    invoiced = func.greatest(col(Order.invoiced) + amount, 0)
    session.exec(update(Order).where(col(Order.id) == order_id).values(invoiced=invoiced))
