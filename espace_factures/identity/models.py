"""Accounts, their roles, their sessions and the codes sent to them."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from espace_factures.app import at_rest, columns
from espace_factures.app.sealed import Use
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.rules.steps import Awaits
from espace_factures.identity.rules.verification import Purpose


class Account(SQLModel, table=True):
    """A compte provincial; active once its contact is proved by a code.

    Its address is what its person signs in with, and is theirs once proved: until then others may go by it too.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        Index("accounts_own_email", "email", unique=True, postgresql_where=text("email_proved_at IS NOT NULL")),
    )

    id: int = columns.identity()
    email: str = Field(index=True, max_length=254)
    civility: str
    first_name: str
    last_name: str
    birth_date: date = at_rest.day(Use.BIRTH_DATE)
    email_proved_at: datetime | None = columns.instant(default=None)
    mobile: str | None = None
    mobile_proved_at: datetime | None = columns.instant(default=None)
    preferred_contact: Contact = columns.choice(Contact, default=Contact.EMAIL)
    password_hash: str
    totp_sealed: str = at_rest.text(Use.TOTP, default="")
    """The one-time password's secret, encrypted at rest; empty when there is none."""
    totp_step: int = columns.big(default=0)
    """The last period whose one-time password was used: it serves once."""
    totp_at: datetime | None = columns.instant(default=None)
    """When the one-time password was turned on."""
    doubted_from: datetime | None = columns.instant(default=None)
    """Since when what was added may be a thief's: it opens nothing until its person kept it, or took it away."""
    activated_at: datetime | None = columns.instant(default=None)
    deleted_at: datetime | None = columns.instant(default=None)
    secured_at: datetime | None = columns.instant(default=None)
    """When a contact, the password or a factor last changed: for a while, what moves money goes slower."""
    restored_at: datetime | None = columns.instant(default=None)
    """When two agents gave the account back to its person, whom they had seen."""
    terms_accepted_at: datetime = columns.instant()
    created_at: datetime = columns.created()
    words: str = ""
    """The name as a search types it, written by the database."""
    is_software: bool = False
    """Whether it is nobody's: a program acts with it, by a token, and nothing else opens it."""

    @property
    def full_name(self) -> str:
        """First and last name as written in letters."""
        return f"{self.first_name} {self.last_name}"

    @property
    def own_email(self) -> str:
        """The address, once its person proved it: what is written to another may be read by a stranger."""
        return self.email if self.email_proved_at else ""

    @property
    def shown_email(self) -> str:
        """The address as others may read it: never one that its person did not prove."""
        return self.own_email or "courriel non confirmé"

    @property
    def unproved(self) -> frozenset[Contact]:
        """Which contacts its person did not prove, or did not give."""
        proved = {Contact.EMAIL: self.email_proved_at, Contact.SMS: self.mobile and self.mobile_proved_at}
        return frozenset(contact for contact, at in proved.items() if not at)

    def trusts(self, added_at: datetime | None) -> bool:
        """Whether what was added then opens the account."""
        return self.doubted_from is None or added_at is None or added_at <= self.doubted_from


class FormerContact(SQLModel, table=True):
    """An address or a number that was proved, until its person proved another; still warned of what thieves do."""

    __tablename__ = "former_contacts"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    channel: Contact = columns.choice(Contact)
    value: str
    proved_at: datetime = columns.instant()
    left_at: datetime = columns.instant()


class AuthSession(SQLModel, table=True):
    """A signed-in browser; only a hash of its token is kept."""

    __tablename__ = "auth_sessions"

    id: int = columns.identity()
    token_hash: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id")
    device: str = ""
    address: str = ""
    awaits: Awaits = columns.choice(Awaits, default=Awaits.NOTHING)
    """Until it has what it waits for, the token only opens the next step."""
    browser: str = ""
    """The mark of the browser, when it was known to the person before; it counts its tries apart."""
    known_since: datetime | None = columns.instant(default=None)
    """When its person first signed in from that browser."""
    next_password: str = ""
    """The hash of the password that a recovery makes the account's, once the factor is proved."""
    created_at: datetime = columns.instant()
    last_seen_at: datetime = columns.instant()
    proved_at: datetime | None = columns.instant(default=None)
    """When its person last proved that it is they, by the sign-in or since."""
    expires_at: datetime = columns.instant()
    revoked_at: datetime | None = columns.instant(default=None)


class VerificationCode(SQLModel, table=True):
    """A 4-digit code: hashed, single use, one live per address, purpose, account and known browser, five tries.

    A forgotten password is asked for an address: that row has no account, never is right, and counts the tries of the
    codes sent under its ticket, one to each account that goes by the address.
    """

    __tablename__ = "verification_codes"

    id: int = columns.identity()
    account_id: int | None = columns.reference("accounts.id", default=None)
    email: str = Field(default="", index=True)
    purpose: Purpose = columns.choice(Purpose)
    channel: Contact = columns.choice(Contact, default=Contact.EMAIL)
    code_hash: str = ""
    browser: str = ""
    """The mark of the known browser that asked for it: what strangers ask closes none of its codes."""
    ticket: str = Field(index=True)
    details: dict[str, str | None] = at_rest.typed(default_factory=dict)
    """What the person who holds the ticket typed and the code will make true; forgotten once it has."""
    created_at: datetime = columns.instant()
    expires_at: datetime = columns.instant()
    tries: int = 0
    closed_at: datetime | None = columns.instant(default=None)


class RecoveryCode(SQLModel, table=True):
    """A way in for a person who lost their second factor: hashed, used once."""

    __tablename__ = "recovery_codes"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    code_hash: str
    used_at: datetime | None = columns.instant(default=None)


class Passkey(SQLModel, table=True):
    """A WebAuthn credential: its identifier and public key in base64url, and how often it signed."""

    __tablename__ = "passkeys"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    credential_id: str = Field(unique=True)
    public_key: str
    sign_count: int = columns.big(default=0)
    name: str
    created_at: datetime = columns.instant()
    last_used_at: datetime | None = columns.instant(default=None)


class LinkedIdentity(SQLModel, table=True):
    """The account of somebody whom an identity provider knows."""

    __tablename__ = "identities"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    account_id: int = columns.reference("accounts.id")
    linked_at: datetime = columns.instant()
