"""Bons de commande and their lines."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class Order(SQLModel, table=True):
    """A bon de commande; amounts in XPF."""

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_direction_id", "direction_id", "ordered_on", "id"),
        Index("ix_orders_number", "number", postgresql_ops={"number": "text_pattern_ops"}),
        Index("ix_orders_recent", "ordered_on", "id"),
    )

    id: int = columns.identity()
    number: str = Field(unique=True)
    establishment_id: int = columns.reference("establishments.id")
    direction_id: int = columns.reference("directions.id", index=False)
    label: str
    amount: int = columns.francs()
    invoiced: int = columns.francs(default=0)
    ordered_on: date
    is_open: bool = True


class OrderLine(SQLModel, table=True):
    """One line of a bon de commande; unit price in XPF before tax."""

    __tablename__ = "order_lines"

    id: int = columns.identity()
    order_id: int = columns.reference("orders.id")
    position: int
    label: str
    quantity: int
    unit_price: int = columns.francs()
    tgc_rate: str


class OrderEvent(SQLModel, table=True):
    """A bon de commande closed or opened again: by whom, and why."""

    __tablename__ = "order_events"

    id: int = columns.identity()
    order_id: int = columns.reference("orders.id")
    at: datetime = columns.instant()
    account_id: int = columns.reference("accounts.id")
    is_open: bool
    reason: str
