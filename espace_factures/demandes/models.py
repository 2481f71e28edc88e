"""The demande, its dated history and its conversation."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class Demande(SQLModel, table=True):
    """What a person asked the Province: a habilitation, a RIB or an invoice owns one."""

    __tablename__ = "demandes"

    id: int = columns.identity()
    reference: str = Field(unique=True)
    kind: str
    title: str
    status: str
    tone: str
    account_id: int = columns.reference("accounts.id")
    establishment_id: int | None = columns.reference("establishments.id", default=None)
    direction_id: int | None = columns.reference("directions.id", default=None)
    version: int = 1
    """One more at each change of status: a decision made on another version is refused."""
    created_at: datetime = columns.instant()
    updated_at: datetime = columns.instant()


class DemandeEvent(SQLModel, table=True):
    """One change of status in the words it was told, never rewritten; `author` is a direction, not an agent's name."""

    __tablename__ = "demande_events"

    id: int = columns.identity()
    demande_id: int = columns.reference("demandes.id")
    at: datetime = columns.instant()
    account_id: int | None = columns.reference("accounts.id", default=None)
    author: str
    status: str
    tone: str
    reason_code: str = ""
    comment: str = Field(default="", sa_type=Text)


class Message(SQLModel, table=True):
    """A line of the conversation; an internal note is never shown to the usager."""

    __tablename__ = "messages"

    id: int = columns.identity()
    demande_id: int = columns.reference("demandes.id")
    at: datetime = columns.instant()
    account_id: int = columns.reference("accounts.id")
    author: str
    from_agent: bool = False
    is_internal: bool = False
    body: str = Field(sa_type=Text)


class DemandeReading(SQLModel, table=True):
    """How far somebody has read a demande: the instant of the latest thing that was shown to them."""

    __tablename__ = "demande_readings"

    demande_id: int = columns.reference("demandes.id", primary_key=True)
    account_id: int = columns.reference("accounts.id", primary_key=True, index=True)
    read_at: datetime = columns.instant()


class ReferenceCounter(SQLModel, table=True):
    """The last number given in a series and year, so that references have no holes."""

    __tablename__ = "reference_counters"

    series: str = Field(primary_key=True)
    last: int = 0
