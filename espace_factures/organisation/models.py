"""Directions of the Province, the agents who work for them, the roles of accounts, and the dated parameters."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.core.access import Role
from espace_factures.organisation.rules.agents import Outcome
from espace_factures.organisation.rules.parameters import Parameter


class Direction(SQLModel, table=True):
    """A direction of the Province; the list is the Province's, edited by it."""

    __tablename__ = "directions"

    id: int = columns.identity()
    code: str = Field(unique=True)
    name: str
    is_active: bool = True


class AgentDirection(SQLModel, table=True):
    """An agent works for a direction."""

    __tablename__ = "agent_directions"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    direction_id: int = columns.reference("directions.id", primary_key=True, index=True)


class AccountRole(SQLModel, table=True):
    """A role given to an agent; every account is a usager without a row."""

    __tablename__ = "account_roles"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    role: Role = columns.choice(Role, primary_key=True)


class AgentSuspension(SQLModel, table=True):
    """An agent who may do nothing for the Province until an administrator lets them back; their roles wait."""

    __tablename__ = "agent_suspensions"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    suspended_by: int = columns.reference("accounts.id")
    suspended_at: datetime = columns.instant()


class AgentInvitation(SQLModel, table=True):
    """A role offered to an address, with directions by their codes; given to the account that proves the address."""

    __tablename__ = "agent_invitations"
    __table_args__ = (
        Index("ix_agent_invitations_open", "email", "role", unique=True, postgresql_where=text("closed_at IS NULL")),
    )

    id: int = columns.identity()
    email: str = Field(max_length=254)
    role: Role = columns.choice(Role)
    directions: list[str] = columns.json(default_factory=list)
    sent_at: datetime = columns.instant()
    valid_until: datetime = columns.instant()
    closed_at: datetime | None = columns.instant(default=None)
    outcome: Outcome = columns.choice(Outcome, default=Outcome.NONE)


class ParameterValue(SQLModel, table=True):
    """A parameter's value from an instant on; `set_by` is empty for what the portal comes with, and for commands."""

    __tablename__ = "parameter_values"
    __table_args__ = (UniqueConstraint("parameter", "valid_from"),)

    id: int = columns.identity()
    parameter: Parameter = columns.choice(Parameter)
    valid_from: datetime = columns.instant()
    value: int = columns.big()
    text: str = ""
    set_by: int | None = columns.reference("accounts.id", default=None)
    set_at: datetime = columns.instant()


class ReasonSetting(SQLModel, table=True):
    """What the Province says of a coded reason instead of the portal's own words; untouched ones have no row."""

    __tablename__ = "reason_settings"

    kind: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    words: str
    rank: int
    is_on: bool = True
    set_by: int | None = columns.reference("accounts.id", default=None)
    set_at: datetime = columns.instant()


class UsualSentence(SQLModel, table=True):
    """A sentence that explains a coded reason, ready to be used."""

    __tablename__ = "usual_sentences"
    __table_args__ = (Index("ix_usual_sentences_reason", "kind", "code", "rank"),)

    id: int = columns.identity()
    kind: str
    code: str
    body: str
    rank: int = 0
    is_on: bool = True
    set_by: int | None = columns.reference("accounts.id", default=None)
    set_at: datetime = columns.instant()


class TgcRateRow(SQLModel, table=True):
    """A TGC rate in percent, and the days it is in force, both included."""

    __tablename__ = "tgc_rates"
    __table_args__ = (UniqueConstraint("rate", "valid_from"),)

    id: int = columns.identity()
    rate: Decimal = Field(sa_type=Numeric(4, 2))  # type: ignore[call-overload]
    valid_from: date
    valid_until: date | None = None
    set_by: int | None = columns.reference("accounts.id", default=None)
    set_at: datetime = columns.instant()
