"""What agents do for somebody who lost the way into their account."""

from datetime import datetime

from sqlmodel import SQLModel

from espace_factures.app import columns
from espace_factures.profile.rules import Outcome, Paper


class Restoration(SQLModel, table=True):
    """A person seen at a point d'accueil, who lost their second factor: one agent asks, another confirms."""

    __tablename__ = "restorations"

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id")
    paper: Paper = columns.choice(Paper)
    asked_by: int = columns.reference("accounts.id")
    asked_at: datetime = columns.instant()
    closed_by: int | None = columns.reference("accounts.id", default=None)
    closed_at: datetime | None = columns.instant(default=None)
    outcome: Outcome = columns.choice(Outcome, default=Outcome.WAITS)
