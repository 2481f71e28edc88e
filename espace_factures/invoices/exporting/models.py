"""The exports that a job makes."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.invoices.exporting.rules import Sheet


class InvoiceExport(SQLModel, table=True):
    """A sheet being made, `done` rows so far, or ready to be downloaded; kept a few days."""

    __tablename__ = "invoice_exports"

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id")
    sheet: Sheet = columns.choice(Sheet)
    filters: str
    """The address of the list whose rows it holds."""
    done: int = 0
    is_cut: bool = False
    """Whether more rows answered than an export takes."""
    storage_key: str
    size: int = columns.big(default=0)
    created_at: datetime = columns.instant()
    ready_at: datetime | None = columns.instant(default=None)
