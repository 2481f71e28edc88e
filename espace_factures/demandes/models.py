"""The demande, its dated history and its conversation."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.demandes.rules import Turn


class Demande(SQLModel, table=True):
    """What a person asked the Province: a habilitation, a RIB or an invoice owns one.

    What an agents' queue shows, sorts and filters by is kept here, so that one query serves every kind.
    """

    __tablename__ = "demandes"
    __table_args__ = (
        Index("ix_demandes_turn", "kind", "desk", "turn", "clock_from", "id"),
        Index("ix_demandes_age", "kind", "desk", "clock_from", "id"),
        Index(
            "ix_demandes_agrees", "kind", "desk", "clock_from", "id", postgresql_where=text("agrees AND turn = 'agent'")
        ),
        Index("ix_demandes_words", "kind", "desk", "words", postgresql_ops={"words": "text_pattern_ops"}),
        Index("ix_demandes_unread", "kind", "desk", postgresql_where=text("is_unread")),
        Index("ix_demandes_assignee_id", "assignee_id", "kind", postgresql_where=text("assignee_id IS NOT NULL")),
    )

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
    stage: str = ""
    """The status of what it is about, as its kind names it."""
    turn: Turn = columns.choice(Turn, default=Turn.NOBODY)
    desk: int = columns.big(default=0)
    """Whose queue: the direction that instructs it, 0 for the kinds that have none."""
    clock_from: datetime = columns.instant()
    """When its delay began; the time that the person took is put aside, so that it moves forward."""
    clock_stopped_at: datetime | None = columns.instant(default=None)
    amount: int | None = columns.francs(default=None)
    label: str = ""
    """What it is called in a queue: the number of an invoice, the holder of an account, the établissement asked for."""
    words: str = ""
    """What it is searched by besides its label, its établissement and its person, folded: a number, a RIDET."""
    alert: str = ""
    """The gravest thing to look at, in two words; `alert_tone` says how grave."""
    alert_tone: str = ""
    is_unread: bool = False
    """Its person wrote, completed or withdrew, and no agent opened it since."""
    agrees: bool = False
    """Whether all that it could be held against when it came agreed; what changes since is asked again each time."""
    assignee_id: int | None = columns.reference("accounts.id", default=None, index=False)


class DemandeEvent(SQLModel, table=True):
    """One change of status in the words it was told, never rewritten; `author` is a direction, not an agent's name."""

    __tablename__ = "demande_events"
    __table_args__ = (
        Index("ix_demande_events_reasons", "account_id", "id", postgresql_where=text("reason_code <> ''")),
    )

    id: int = columns.identity()
    demande_id: int = columns.reference("demandes.id")
    at: datetime = columns.instant(index=True)
    account_id: int | None = columns.reference("accounts.id", default=None)
    author: str
    status: str
    tone: str
    reason_code: str = ""
    reason: str = ""
    """How the code was worded that day."""
    comment: str = Field(default="", sa_type=Text)
    undoes_since: datetime | None = columns.instant(default=None)
    """Of « Annuler »: what was decided since is undone, and nobody's act."""


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


class FreshDecision(SQLModel, table=True):
    """The last decision of a demande while it may be taken back: what was before it, and what was told of it."""

    __tablename__ = "fresh_decisions"

    demande_id: int = columns.reference("demandes.id", primary_key=True)
    account_id: int = columns.reference("accounts.id")
    version: int
    made_at: datetime = columns.instant()
    before: dict[str, Any] = columns.json(default_factory=dict)
    told: dict[str, Any] = columns.json(default_factory=dict)


class DemandeVisit(SQLModel, table=True):
    """A tab where an agent looks at a demande, and its last sign of life; `tab` is a hash."""

    __tablename__ = "demande_visits"

    tab: str = Field(primary_key=True)
    demande_id: int = columns.reference("demandes.id")
    account_id: int = columns.reference("accounts.id")
    seen_at: datetime = columns.instant()


class ReferenceCounter(SQLModel, table=True):
    """The last number given in a series and year, so that references have no holes."""

    __tablename__ = "reference_counters"

    series: str = Field(primary_key=True)
    last: int = 0
