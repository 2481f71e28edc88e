"""Mails that came to a drop-box."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class ReceivedMail(SQLModel, table=True):
    """A mail at rest until its files are drafts, then remembered so that a repeat has no effect."""

    __tablename__ = "received_mails"

    id: int = columns.identity()
    key: str = Field(unique=True)
    establishment_id: int = columns.reference("establishments.id")
    account_id: int = columns.reference("accounts.id")
    is_automatic: bool
    """Whether a machine sent it: an answer could begin a loop."""
    fates: list[dict[str, str]] = columns.json(default_factory=list)
    """What its first files became, in their order; forgotten once it is answered."""
    received_at: datetime = columns.instant()
    answered_at: datetime | None = columns.instant(default=None)
