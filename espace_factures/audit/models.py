"""The audit log: append-only, kept so by a trigger of the database."""

from datetime import datetime
from typing import Any

from sqlmodel import SQLModel

from espace_factures.app import columns


class AuditEntry(SQLModel, table=True):
    """One thing done: by whom, to what, from where."""

    __tablename__ = "audit_entries"

    id: int = columns.identity()
    at: datetime = columns.instant(index=True)
    account_id: int | None = columns.reference("accounts.id", default=None)
    action: str
    subject: str
    details: dict[str, Any] = columns.json(default_factory=dict)
    address: str = ""
