"""Mails and SMS on their way, notices shown in the portal, and who wants which."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.notifications.rules import Channel, Event


class Mail(SQLModel, table=True):
    """A mail written in the transaction that caused it; a job sends it after the commit."""

    __tablename__ = "mails"

    id: int = columns.identity()
    recipient: str = Field(index=True)
    subject: str
    text: str = Field(sa_type=sa.Text)
    html: str = Field(sa_type=sa.Text)
    is_secret: bool = False
    unsubscribe: str = ""
    """Where one click stops such mails; empty for what cannot be stopped."""
    attachment: str = ""
    """What it brings, made when it leaves (service/attaching.py); empty for nothing."""
    created_at: datetime = columns.instant()
    sent_at: datetime | None = columns.instant(default=None)
    refused_at: datetime | None = columns.instant(default=None)


class Text(SQLModel, table=True):
    """An SMS, written and sent the same way; the recipient is +687751234."""

    __tablename__ = "texts"

    id: int = columns.identity()
    recipient: str = Field(index=True)
    body: str = Field(sa_type=sa.Text)
    is_secret: bool = False
    created_at: datetime = columns.instant()
    sent_at: datetime | None = columns.instant(default=None)
    refused_at: datetime | None = columns.instant(default=None)


class Subscription(SQLModel, table=True):
    """A choice that somebody made; what they said nothing of is as usual (`rules.USUAL`)."""

    __tablename__ = "subscriptions"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    event: Event = columns.choice(Event, primary_key=True)
    channel: Channel = columns.choice(Channel, primary_key=True)
    is_on: bool


class Notice(SQLModel, table=True):
    """A line in the portal for one account."""

    __tablename__ = "notices"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    title: str
    link: str
    created_at: datetime = columns.instant()
    read_at: datetime | None = columns.instant(default=None)
