"""Accounts, their roles, their sessions and the codes sent to them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from espace_factures import columns


class Account(SQLModel, table=True):
    """A compte provincial; active once its contact is proved by a code."""

    __tablename__ = "accounts"

    id: int | None = columns.identity()
    email: str = Field(unique=True, max_length=254)
    civility: str
    first_name: str
    last_name: str
    birth_date: date
    mobile: str | None = None
    preferred_contact: str = "email"
    password_hash: str
    activated_at: datetime | None = columns.instant(default=None)
    terms_accepted_at: datetime = columns.instant()
    created_at: datetime = columns.created()

    @property
    def full_name(self) -> str:
        """First and last name as written in letters."""
        return f"{self.first_name} {self.last_name}"


class AccountRole(SQLModel, table=True):
    """A role given to an agent; every account is a usager without a row."""

    __tablename__ = "account_roles"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    role: str = Field(primary_key=True)


class AuthSession(SQLModel, table=True):
    """A signed-in browser; only a hash of its token is kept."""

    __tablename__ = "auth_sessions"

    id: int | None = columns.identity()
    token_hash: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id", index=True)
    device: str = ""
    created_at: datetime = columns.instant()
    last_seen_at: datetime = columns.instant()
    expires_at: datetime = columns.instant()
    revoked_at: datetime | None = columns.instant(default=None)


class VerificationCode(SQLModel, table=True):
    """A 4-digit code: hashed, single use, one live per account and purpose, five tries."""

    __tablename__ = "verification_codes"

    id: int | None = columns.identity()
    account_id: int = columns.reference("accounts.id", index=True)
    purpose: str
    code_hash: str
    ticket: str = Field(unique=True)
    details: dict[str, str | None] = columns.json(default_factory=dict)
    """What the person who holds the ticket typed when signing up; forgotten once the account is active."""
    created_at: datetime = columns.instant()
    expires_at: datetime = columns.instant()
    tries: int = 0
    closed_at: datetime | None = columns.instant(default=None)


class RateBucket(SQLModel, table=True):
    """How many times something was tried in the present window."""

    __tablename__ = "rate_buckets"

    key: str = Field(primary_key=True)
    window_ends_at: datetime = columns.instant()
    hits: int = 0
