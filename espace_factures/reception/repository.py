"""The requests of the desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from espace_factures.app.reading import ReadSession
from espace_factures.demandes.models import Demande
from espace_factures.habilitations.models import Habilitation
from espace_factures.profile.rules import Outcome
from espace_factures.reception.models import Reception


def waiting(session: ReadSession, since: datetime) -> Sequence[Reception]:
    """What another agent may still confirm, the oldest first."""
    rows = select(Reception).where(Reception.outcome == Outcome.WAITS, col(Reception.asked_at) > since)
    return session.exec(rows.order_by(col(Reception.id))).all()


def lock(session: Session, number: int) -> Reception | None:
    """A request as it is now, locked: two agents at once close it once."""
    rows = select(Reception).where(Reception.id == number).with_for_update()
    return session.exec(rows.execution_options(populate_existing=True)).first()


def case_of(session: ReadSession, account_id: int, reference: str) -> tuple[Habilitation, Demande] | None:
    """The habilitation of this reference that the person asked for."""
    rows = select(Habilitation, Demande).join(Demande, col(Demande.id) == col(Habilitation.demande_id))
    return session.exec(rows.where(Habilitation.account_id == account_id, Demande.reference == reference)).first()


def case(session: ReadSession, demande_id: int) -> tuple[Habilitation, Demande]:
    """A habilitation and its demande, which exist."""
    rows = select(Habilitation, Demande).join(Demande, col(Demande.id) == col(Habilitation.demande_id))
    return session.exec(rows.where(Demande.id == demande_id)).one()
