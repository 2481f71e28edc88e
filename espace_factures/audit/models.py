"""The audit log: append-only, kept so by triggers and by the rights of the service's own role."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.audit.rules.actions import LABELS, Action
from espace_factures.audit.rules.chain import Content, Head


class AuditEntry(SQLModel, table=True):
    """One thing done: by whom, to what, from where."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_at", "at", "id"),
        Index("ix_audit_entries_account_id", "account_id", "at", "id"),
        Index("ix_audit_entries_action", "action", "at", "id"),
        Index("ix_audit_entries_subject", "subject", "at", "id"),
    )

    id: int = columns.identity()
    at: datetime = columns.instant()
    account_id: int | None = columns.reference("accounts.id", default=None, index=False)
    action: Action = columns.choice(Action)
    subject: str
    details: dict[str, Any] = columns.json(default_factory=dict)
    address: str = ""

    @property
    def label(self) -> str:
        """What was done, in French."""
        return LABELS[self.action]

    @property
    def content(self) -> Content:
        """What the seal covers."""
        return Content(self.id, self.at, self.account_id, self.action, self.subject, self.details, self.address)


class AuditSeal(SQLModel, table=True):
    """The place of an entry in the chain, and the hash that covers it and all that is before it."""

    __tablename__ = "audit_seals"

    position: int = Field(primary_key=True, sa_type=columns.BigInteger, sa_column_kwargs={"autoincrement": False})
    entry_id: int = columns.reference("audit_entries.id", unique=True)
    hash: str
    sealed_at: datetime = columns.instant()

    @property
    def head(self) -> Head:
        """The chain as it was with this seal."""
        return Head(self.position, self.hash)
