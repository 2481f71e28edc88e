"""The files at rest, and the places of those in flight."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.documents.rules import Scan


class Document(SQLModel, table=True):
    """A file at rest; it belongs to its depositor until a demande takes it, by itself or with a message."""

    __tablename__ = "documents"

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id")
    demande_id: int | None = columns.reference("demandes.id", default=None)
    message_id: int | None = columns.reference("messages.id", default=None)
    role: str
    name: str
    media_type: str
    size: int
    pages: int = 0
    sha256: str = Field(index=True)
    storage_key: str
    created_at: datetime = columns.instant()
    scan: Scan = columns.choice(Scan, default=Scan.NOT_ASKED)


class DocumentPlace(SQLModel, table=True):
    """One of the places of an account's files in flight, until it is freed or its time is over."""

    __tablename__ = "document_places"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    place: int = Field(primary_key=True)
    ends_at: datetime = columns.instant()
