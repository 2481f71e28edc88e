"""The files at rest."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class Document(SQLModel, table=True):
    """A file at rest; it belongs to its depositor until a demande takes it, by itself or with a message."""

    __tablename__ = "documents"

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id", index=True)
    demande_id: int | None = columns.reference("demandes.id", default=None, index=True)
    message_id: int | None = columns.reference("messages.id", default=None, index=True)
    role: str
    name: str
    media_type: str
    size: int
    pages: int = 0
    sha256: str = Field(index=True)
    storage_key: str
    created_at: datetime = columns.instant()
