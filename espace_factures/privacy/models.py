"""What a person asked to take away."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class Export(SQLModel, table=True):
    """A ZIP being made, `done` of `total` steps, or ready to be downloaded; kept a few days."""

    __tablename__ = "exports"

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id")
    done: int = 0
    total: int = 0
    storage_key: str
    """Where its bytes are, or will be: known from the start, so that a job that dies leaves nothing behind."""
    size: int = columns.big(default=0)
    created_at: datetime = columns.instant()
    ready_at: datetime | None = columns.instant(default=None)
