"""Établissements, who may act for them, and the local copy of the RIDET registry."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from espace_factures import columns


class Establishment(SQLModel, table=True):
    """A place of business, known by its RIDET of ten digits."""

    __tablename__ = "establishments"

    id: int | None = columns.identity()
    ridet: str = Field(unique=True, max_length=10)
    name: str
    address: str = ""
    activity: str = ""
    created_at: datetime = columns.created()


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

    id: int | None = columns.identity()
    establishment_id: int = columns.reference("establishments.id", index=True)
    account_id: int = columns.reference("accounts.id")
    role: str
    position: str = ""
    department: str = ""
    expires_on: date | None = None
    created_at: datetime = columns.instant()
    ended_at: datetime | None = columns.instant(default=None)


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
