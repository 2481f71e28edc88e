"""What an agent keeps of the queues, and what they did there of many at once."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.queues.rules import Outcome


class QueueView(SQLModel, table=True):
    """The filters of a queue that an agent kept under a name."""

    __tablename__ = "queue_views"
    __table_args__ = (UniqueConstraint("account_id", "kind", "name"),)

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id", index=False)
    kind: str
    name: str = Field(max_length=40)
    query: str = Field(max_length=400)


class Batch(SQLModel, table=True):
    """One gesture of an agent on many demandes: what they wanted, with which answers, and from where."""

    __tablename__ = "batches"
    __table_args__ = (Index("ix_batches_account_id", "account_id", "id"),)

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id", index=False)
    kind: str
    gesture: str
    answers: dict[str, str] = columns.json(default_factory=dict)
    """The decision as it was typed, once for all."""
    is_ready: bool = False
    """Whether each line is held against the rules of « Prêtes à attester » once more."""
    address: str = ""
    created_at: datetime = columns.instant()
    ended_at: datetime | None = columns.instant(default=None)


class BatchItem(SQLModel, table=True):
    """One line of a batch: the demande as it was shown, and what became of it."""

    __tablename__ = "batch_items"
    __table_args__ = (UniqueConstraint("batch_id", "demande_id"),)

    id: int = columns.identity()
    batch_id: int = columns.reference("batches.id", index=False)
    demande_id: int = columns.reference("demandes.id")
    version: int
    outcome: Outcome = columns.choice(Outcome, default=Outcome.WAITING)
    code: str = ""
    """The stable code of the refusal, and its sentence."""
    sentence: str = Field(default="", sa_type=Text)
    is_told: bool = False
    """Whether its supplier was told, with the others of the batch."""
