"""Batches and their lines in the database; a report is read by who made it only."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.ridet import RID_LENGTH
from espace_factures.demandes.models import Demande
from espace_factures.establishments.models import Establishment
from espace_factures.queues.models import Batch, BatchItem
from espace_factures.queues.repository.filters import Scope
from espace_factures.queues.rules import Outcome


class Ticked(NamedTuple):
    """A demande of the queue, as a batch begins with it."""

    id: int
    reference: str
    stage: str


class Line(NamedTuple):
    """A line of a report."""

    item: BatchItem
    reference: str
    label: str
    amount: int | None
    status: str
    place: str


def queued(session: ReadSession, scope: Scope, references: Sequence[str]) -> Sequence[Ticked]:
    """The demandes of these references that are of the agent's queue, the oldest first."""
    mine = col(Demande.kind) == scope.kind, col(Demande.desk).in_(scope.desks)
    rows = select(Demande.id, Demande.reference, Demande.stage).where(col(Demande.reference).in_(references), *mine)
    return [Ticked(*row) for row in session.exec(rows.order_by(col(Demande.clock_from), col(Demande.id)))]


def waiting(session: ReadSession, batch_id: int) -> Sequence[int]:
    """The lines that nothing became of yet."""
    rows = select(BatchItem.id).where(BatchItem.batch_id == batch_id, BatchItem.outcome == Outcome.WAITING)
    return session.exec(rows.order_by(col(BatchItem.id))).all()


def lock_waiting(session: Session, item_id: int) -> tuple[BatchItem, Batch, str] | None:
    """A line that waits, locked, with its batch and its reference; nothing once it was done or refused."""
    rows = select(BatchItem, Batch, Demande.reference).join(Batch).join(Demande)
    mine = rows.where(BatchItem.id == item_id, BatchItem.outcome == Outcome.WAITING)
    return session.exec(mine.with_for_update(of=BatchItem)).first()


def lock_untold(session: Session, batch_id: int) -> Sequence[tuple[BatchItem, Demande]]:
    """What was done for one company and that it was not told, locked; nothing once every company was."""
    company = func.left(Establishment.ridet, RID_LENGTH)
    untold = BatchItem.batch_id == batch_id, BatchItem.outcome == Outcome.DONE, ~col(BatchItem.is_told)
    of_place = col(Establishment.id) == col(Demande.establishment_id)
    first = select(company).join(Demande, of_place).join(BatchItem).where(*untold).order_by(col(BatchItem.id)).limit(1)
    rows = select(BatchItem, Demande).join(Demande).join(Establishment, of_place)
    theirs = rows.where(*untold, company == first.scalar_subquery()).order_by(col(BatchItem.id))
    return session.exec(theirs.with_for_update(of=BatchItem)).all()


def by_id(session: ReadSession, batch_id: int) -> Batch:
    """A batch, which exists."""
    return session.exec(select(Batch).where(Batch.id == batch_id)).one()


def own(session: ReadSession, account_id: int, batch_id: int) -> Batch | None:
    """The account's batch of that number."""
    return session.exec(select(Batch).where(Batch.id == batch_id, Batch.account_id == account_id)).first()


def latest(session: ReadSession, account_id: int, most: int) -> Sequence[Batch]:
    """The account's batches, the newest first."""
    mine = select(Batch).where(Batch.account_id == account_id)
    return session.exec(mine.order_by(col(Batch.id).desc()).limit(most)).all()


def counts(session: ReadSession, batch_ids: Sequence[int]) -> dict[int, dict[Outcome, int]]:
    """How many lines of each batch came to what."""
    rows = select(BatchItem.batch_id, BatchItem.outcome, func.count()).where(col(BatchItem.batch_id).in_(batch_ids))
    found: dict[int, dict[Outcome, int]] = {batch_id: {} for batch_id in batch_ids}
    for batch_id, outcome, count in session.exec(rows.group_by(col(BatchItem.batch_id), col(BatchItem.outcome))):
        found[batch_id][Outcome(outcome)] = count
    return found


def lines(session: ReadSession, batch_id: int, skipped: int, most: int) -> list[Line]:
    """Lines of a report, what was refused first."""
    shown = BatchItem, Demande.reference, Demande.label, Demande.amount, Demande.status, Establishment.name
    rows = (
        select(*shown)  # type: ignore[call-overload]
        .join(Demande, col(Demande.id) == col(BatchItem.demande_id))
        .outerjoin(Establishment, col(Establishment.id) == col(Demande.establishment_id))
        .where(BatchItem.batch_id == batch_id)
        .order_by(col(BatchItem.outcome).desc(), col(BatchItem.id))
        .offset(skipped)
        .limit(most)
    )
    return [Line(*row) for row in session.exec(rows)]
