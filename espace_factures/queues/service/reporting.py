"""What became of a batch, for who made it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository as demandes_repository
from espace_factures.queues.models import Batch
from espace_factures.queues.repository import batches
from espace_factures.queues.repository.batches import Line
from espace_factures.queues.rules import BATCHES_SHOWN, LINES_SHOWN, Outcome

UNKNOWN = "Ce lot est introuvable."


@dataclass(frozen=True, slots=True)
class Report:
    """A batch, a page of its lines, and the other batches of its agent; `batch` is None for who made none.

    `opened` are the references that the agent may open: what was sent to another direction is not theirs any more.
    """

    batch: Batch | None
    lines: Sequence[Line]
    page: int
    others: Sequence[Batch]
    counts: Mapping[int, Mapping[Outcome, int]]
    opened: Collection[str]

    @property
    def total(self) -> int:
        """How many lines the batch has."""
        return sum(self.counts[self.batch.id].values()) if self.batch else 0


def report(uow: Reading, _ports: Inside, actor: Actor, batch_id: int, page: int) -> Report:
    """The agent's batch of that number, or their latest; raises NotFoundError for one of somebody else."""
    actor.require(Permission.ADMINISTRATION_OPEN)
    latest = batches.latest(uow.session, actor.account_id, BATCHES_SHOWN)
    batch = batches.own(uow.session, actor.account_id, batch_id) if batch_id else next(iter(latest), None)
    if batch is None and batch_id:
        raise NotFoundError(UNKNOWN)
    shown = [*([batch] if batch else []), *(one for one in latest if not batch or one.id != batch.id)]
    lines = batches.lines(uow.session, batch.id, (page - 1) * LINES_SHOWN, LINES_SHOWN) if batch else []
    counts = batches.counts(uow.session, [one.id for one in shown])
    opened = demandes_repository.readable_among(uow.session, actor, [line.reference for line in lines])
    return Report(batch, lines, page, shown[1 if batch else 0 :], counts, frozenset(opened))
