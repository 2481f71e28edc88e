"""Files of payments: those that left with what is to be paid, and those that came back with what was."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.invoices.payment.rules import Outcome


class PaymentExport(SQLModel, table=True):
    """A file of what is to be paid: who made it, when; `stage` is the status that it was of, if of one."""

    __tablename__ = "payment_exports"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    at: datetime = columns.instant()
    stage: str = ""
    invoices: int
    again: int
    """How many of them an earlier file held."""
    amount: int = columns.francs()
    transfers: bytes | None = None
    """What the bank was given, the same bytes each time; None before it was asked for."""


class PaymentExportLine(SQLModel, table=True):
    """An invoice of such a file, with the amount and the RIB that it said."""

    __tablename__ = "payment_export_lines"

    id: int = columns.identity()
    export_id: int = columns.reference("payment_exports.id")
    invoice_id: int = columns.reference("invoices.id")
    rib_id: int | None = columns.reference("ribs.id", default=None)
    amount: int = columns.francs()
    status: str
    fault: str = Field(default="", sa_type=Text)
    """Why it could not be paid then."""
    before: datetime | None = columns.instant(default=None)
    """When an earlier file held it."""
    transferred_at: datetime | None = columns.instant(default=None)
    """When the bank was given its transfer."""


class PaymentFile(SQLModel, table=True):
    """A file of payments that came back: nothing of it counts before it is confirmed."""

    __tablename__ = "payment_files"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    document_id: int = columns.reference("documents.id")
    address: str = ""
    created_at: datetime = columns.instant()
    started_at: datetime | None = columns.instant(default=None)
    ended_at: datetime | None = columns.instant(default=None)


class PaymentLine(SQLModel, table=True):
    """A line of such a file: what it says, the version of the invoice that it was held against, what became of it."""

    __tablename__ = "payment_lines"
    __table_args__ = (Index("ix_payment_lines_file_id", "file_id", "outcome", "row_number"),)

    id: int = columns.identity()
    file_id: int = columns.reference("payment_files.id", index=False)
    row_number: int
    reference: str
    amount: int = columns.francs(default=0)
    paid_on: date | None = None
    payment: str = ""
    mandate: str = ""
    version: int = 0
    outcome: Outcome = columns.choice(Outcome)
    sentence: str = Field(default="", sa_type=Text)
