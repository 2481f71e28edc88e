"""Directions and bons de commande in the database."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from espace_factures.orders.models import Order, OrderLine


def open_orders(session: Session, establishment_ids: Sequence[int]) -> Sequence[Order]:
    """The bons de commande that may still be invoiced, newest first."""
    theirs = col(Order.establishment_id).in_(establishment_ids), col(Order.is_open)
    return session.exec(select(Order).where(*theirs).order_by(col(Order.ordered_on).desc()).limit(200)).all()


def order_of(session: Session, number: str, establishment_id: int) -> Order | None:
    """The établissement's bon de commande of that number, locked."""
    theirs = Order.number == number, Order.establishment_id == establishment_id
    return session.exec(select(Order).where(*theirs).with_for_update()).first()


def lines(session: Session, order_id: int) -> Sequence[OrderLine]:
    """The lines of a bon de commande."""
    return session.exec(select(OrderLine).where(OrderLine.order_id == order_id).order_by(col(OrderLine.position))).all()
