"""Établissements, who may act for them, who is invited to, and the local copy of the RIDET registry."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.establishments.rules import MemberRole, Outcome

NEW_BOX: Final = "left(replace(gen_random_uuid()::text, '-', ''), 12)"


class Establishment(SQLModel, table=True):
    """A place of business, known by its RIDET of ten digits."""

    __tablename__ = "establishments"

    id: int = columns.identity()
    ridet: str = Field(unique=True, max_length=10)
    name: str
    address: str = ""
    activity: str = ""
    created_at: datetime = columns.created()
    box: str = Field(unique=True, sa_column_kwargs={"server_default": text(NEW_BOX)})
    """What nobody guesses of its drop-box's address; the database gives one to each that comes."""
    words: str = ""
    """The name as a search types it, and the RIDET: written by the database."""


class Membership(SQLModel, table=True):
    """A person's right to act for an établissement; ended, never deleted."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "ix_memberships_live",
            "account_id",
            "establishment_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int = columns.identity()
    establishment_id: int = columns.reference("establishments.id")
    account_id: int = columns.reference("accounts.id")
    role: MemberRole = columns.choice(MemberRole)
    position: str = ""
    department: str = ""
    expires_on: date | None = None
    created_at: datetime = columns.instant()
    managed_until: datetime | None = columns.instant(default=None)
    """When the person stopped being a manager, if they ever were and are no more."""
    ended_at: datetime | None = columns.instant(default=None)
    let_in_by: int | None = columns.reference("accounts.id", default=None)
    """The manager who let a program in; it leaves with them. Nobody for a person."""


class Invitation(SQLModel, table=True):
    """A right offered by a manager to an address; the account of that address may take it."""

    __tablename__ = "invitations"
    __table_args__ = (
        Index(
            "ix_invitations_open", "establishment_id", "email", unique=True, postgresql_where=text("closed_at IS NULL")
        ),
    )

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    establishment_id: int = columns.reference("establishments.id")
    email: str = Field(index=True, max_length=254)
    role: MemberRole = columns.choice(MemberRole)
    expires_on: date | None = None
    invited_by: int = columns.reference("accounts.id")
    sent_at: datetime = columns.instant()
    valid_until: datetime = columns.instant()
    closed_at: datetime | None = columns.instant(default=None)
    outcome: Outcome = columns.choice(Outcome, default=Outcome.NONE)


class RegistryEntry(SQLModel, table=True):
    """One line of the registry's local copy (source: ISEE, Licence Ouverte 2.0)."""

    __tablename__ = "registry_entries"

    ridet: str = Field(primary_key=True, max_length=10)
    name: str
    activity: str = ""
    commune: str = ""
    legal_form: str = ""
    active_since: str = ""
    imported_at: datetime = columns.instant()
