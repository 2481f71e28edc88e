"""A person's demande to act for an établissement, and its draft."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.habilitations.rules import Status


class Habilitation(SQLModel, table=True):
    """What was declared, and what was decided."""

    __tablename__ = "habilitations"

    id: int = columns.identity()
    demande_id: int = columns.reference("demandes.id", unique=True)
    account_id: int = columns.reference("accounts.id")
    establishment_id: int | None = columns.reference("establishments.id", default=None)
    ridet: str = Field(max_length=10, index=True)
    name: str
    address: str
    activity: str = ""
    from_registry: bool = False
    position: str
    department: str
    status: Status = columns.choice(Status, index=True)
    submission_key: str = Field(unique=True)
    created_at: datetime = columns.instant()
    decided_at: datetime | None = columns.instant(default=None)


class HabilitationDraft(SQLModel, table=True):
    """The form as it is being typed, one a person; `known` is what the registry filled in."""

    __tablename__ = "habilitation_drafts"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    submission_key: str
    typed: dict[str, Any] = columns.json(default_factory=dict)
    known: dict[str, Any] = columns.json(default_factory=dict)
    proof: str = ""
    updated_at: datetime = columns.instant()
