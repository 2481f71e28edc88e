"""One gesture on many: what is wanted is written with its lines, and a job goes through them after the commit."""

from collections.abc import Mapping
from typing import Final

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.core.errors import DomainError, FormError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import CaseKind
from espace_factures.jobs.queue import Job, Line
from espace_factures.organisation import repository as organisation_repository
from espace_factures.queues import rules
from espace_factures.queues.models import Batch, BatchItem
from espace_factures.queues.repository import batches
from espace_factures.queues.repository.batches import Ticked
from espace_factures.queues.rules import MOST_AT_ONCE, Outcome
from espace_factures.queues.service import listing
from espace_factures.queues.service.sharing import NOTHING_TICKED

RUN: Final = Job("queues.run_batch", Line.BATCHES)


def start(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    kind: Kind,
    ticked: Mapping[str, int],
    form: Decision,
    *,
    is_ready: bool = False,
) -> int:
    """Begin a batch on these references, each at the version that was shown; returns its number. Raises FormError."""
    declared, scope = kinds.of(kind), listing.scope_of(uow, ports, actor, kind)
    _refuse_faults(declared, form)
    found = batches.queued(uow.session, scope, list(ticked)[:MOST_AT_ONCE])
    if not found:
        raise DomainError(NOTHING_TICKED, "nothing-ticked")
    batch = Batch(
        account_id=actor.account_id,
        kind=kind,
        gesture=form.status,
        answers={name: str(value) for name, value in form.model_dump().items()},
        is_ready=is_ready,
        address=actor.address,
        created_at=ports.clock.now(),
    )
    uow.session.add(batch)
    uow.session.flush()
    uow.session.add_all(_line(declared, actor, batch, row, ticked[row.reference]) for row in found)
    uow.defer(RUN, batch_id=batch.id)
    audit_service.record(
        uow, ports, actor, Action.BATCH_STARTED, f"batch:{batch.id}", gesture=form.status, lines=len(found)
    )
    uow.notify(topics.batch(batch.id))
    return batch.id


def directions(uow: Reading, _ports: Inside, actor: Actor, kind: Kind) -> list[Choice]:
    """Where many may be sent at once."""
    actor.require(kinds.of(kind).right)
    return [Choice(str(one.id), one.name) for one in organisation_repository.active_directions(uow.session)]


def _refuse_faults(declared: CaseKind, form: Decision) -> None:
    """What is asked once for all is judged before anything begins."""
    if form.status not in declared.life.batched:
        raise StaleError
    last = declared.life.leads_to(form.status)
    if faults := form.model_copy(update={"status": str(last)}).faults(declared.life):
        raise FormError(faults)


def _line(declared: CaseKind, actor: Actor, batch: Batch, row: Ticked, version: int) -> BatchItem:
    """One line; refused at once where its status leads nowhere by this gesture."""
    item = BatchItem(batch_id=batch.id, demande_id=row.id, version=version)
    status = declared.life.status(row.stage)
    if not declared.life.is_passable(actor, status, batch.gesture):
        sentence = rules.step_closed(declared.life.stages[status].label)
        item.outcome, item.code, item.sentence = Outcome.REFUSED, "step-closed", sentence
    return item
