"""The tokens of programs."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class ApiToken(SQLModel, table=True):
    """What opens the API to one program, which has an account of its own; never deleted."""

    __tablename__ = "api_tokens"

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id", unique=True)
    name: str
    token_hash: str = Field(unique=True)
    shown_end: str
    """Its last signs: enough to tell it from another."""
    scopes: list[str] = columns.json(default_factory=list)
    made_by: int = columns.reference("accounts.id")
    made_at: datetime = columns.instant()
    expires_on: date
    """Its last day."""
    last_used_at: datetime | None = columns.instant(default=None)
    revoked_at: datetime | None = columns.instant(default=None)
    revoked_by: int | None = columns.reference("accounts.id", default=None)
