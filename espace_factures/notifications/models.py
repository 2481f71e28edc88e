"""Mails on their way and notices shown in the portal."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from espace_factures import columns


class Mail(SQLModel, table=True):
    """A mail written in the transaction that caused it; a job sends it after the commit."""

    __tablename__ = "mails"

    id: int | None = columns.identity()
    recipient: str = Field(index=True)
    subject: str
    text: str = Field(sa_type=Text)
    html: str = Field(sa_type=Text)
    is_secret: bool = False
    created_at: datetime = columns.instant()
    sent_at: datetime | None = columns.instant(default=None)
    refused_at: datetime | None = columns.instant(default=None)


class Notice(SQLModel, table=True):
    """A line in the portal for one account."""

    __tablename__ = "notices"

    id: int | None = columns.identity()
    account_id: int = columns.reference("accounts.id", index=True)
    title: str
    link: str
    created_at: datetime = columns.instant()
    read_at: datetime | None = columns.instant(default=None)
