"""What agents do for somebody who came, besides giving their account back."""

from datetime import datetime

from sqlmodel import SQLModel

from espace_factures.app import columns
from espace_factures.profile.rules import Outcome, Paper
from espace_factures.reception.rules import Purpose


class Reception(SQLModel, table=True):
    """A person seen at a point d'accueil for an établissement: one agent asks, another confirms."""

    __tablename__ = "receptions"

    id: int = columns.identity()
    purpose: Purpose = columns.choice(Purpose)
    account_id: int = columns.reference("accounts.id")
    establishment_id: int | None = columns.reference("establishments.id", default=None)
    demande_id: int | None = columns.reference("demandes.id", default=None)
    paper: Paper = columns.choice(Paper)
    asked_by: int = columns.reference("accounts.id")
    asked_at: datetime = columns.instant()
    closed_by: int | None = columns.reference("accounts.id", default=None)
    closed_at: datetime | None = columns.instant(default=None)
    outcome: Outcome = columns.choice(Outcome, default=Outcome.WAITS)
