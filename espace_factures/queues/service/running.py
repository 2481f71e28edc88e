"""A batch on its way: each line in a transaction of its own, then each supplier told once."""

from collections.abc import Sequence

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, kinds, reasons
from espace_factures.demandes.service.kinds import CaseKind, Move
from espace_factures.identity.service import acting
from espace_factures.queues.models import Batch
from espace_factures.queues.repository import batches
from espace_factures.queues.rules import STEP_CLOSED, Outcome


def waiting(uow: Reading, _ports: Inside, batch_id: int) -> Sequence[int]:
    """The lines still to go through."""
    return batches.waiting(uow.session, batch_id)


def carry_out(uow: UnitOfWork, ports: Inside, item_id: int, *, is_told: bool) -> None:
    """Make the decision of a line, and write that it is done: both or neither, and once, whoever comes twice."""
    found = batches.lock_waiting(uow.session, item_id)
    if found is None:
        return
    item, batch, reference = found
    actor = acting.actor_of(uow, batch.account_id, batch.address)
    declared = kinds.of(batch.kind)
    form = declared.form.model_validate(batch.answers)
    if batch.is_ready:
        _refuse_unready(uow, ports, actor, declared, reference)
    deciding.carry_out(uow, ports, actor, Kind(batch.kind), reference, item.version, form)
    item.outcome = Outcome.DONE
    # Lists and boards hear of the batch some twenty times, not once for each of five hundred lines.
    uow.topics.intersection_update({topics.demande(reference)})
    _wake(uow, batch, is_told=is_told)


def _refuse_unready(uow: UnitOfWork, ports: Inside, actor: Actor, declared: CaseKind, reference: str) -> None:
    """Nobody looked at this one alone: whatever does not agree any more refuses it."""
    case = deciding.instructed(uow, actor, declared, reference, lock=True)
    if why := declared.unready(uow, ports, actor, case):
        raise why


def refuse(uow: UnitOfWork, _ports: Inside, item_id: int, code: str, sentence: str, *, is_told: bool) -> None:
    """Write why a line was refused; the others go on."""
    found = batches.lock_waiting(uow.session, item_id)
    if found is None:
        return
    item, batch, _ = found
    item.outcome, item.code, item.sentence = Outcome.REFUSED, code, sentence
    _wake(uow, batch, is_told=is_told)


def sentence_of(refusal: DomainError) -> str:
    """What the report says: of a form, what was wrong with its field; of a page that is not there, nothing."""
    if isinstance(refusal, StaleError) and refusal.sentence == StaleError().sentence:
        return STEP_CLOSED
    return next(iter(refusal.fields.values()), refusal.sentence) if isinstance(refusal, FormError) else refusal.sentence


def tell_next(uow: UnitOfWork, ports: Inside, batch_id: int) -> bool:
    """Tell one company, once, of all that the batch did for it; False when each was told."""
    rows = batches.lock_untold(uow.session, batch_id)
    if not rows:
        return False
    batch = batches.by_id(uow.session, batch_id)
    declared = kinds.of(batch.kind)
    wanted = declared.life.leads_to(batch.gesture)
    form = declared.form.model_validate(batch.answers)
    reason = form.reason if wanted in declared.life.explained else ""
    why = reasons.words_of(uow, declared.kind, reason)
    move = Move(wanted, "", reason, form.words, why, form)
    declared.tell_many(uow, ports, [demande for _, demande in rows], move)
    for item, demande in rows:
        item.is_told = True
        uow.notify(topics.account(demande.account_id))
        if demande.establishment_id is not None:
            uow.notify(topics.establishment(demande.establishment_id))
    return True


def end(uow: UnitOfWork, ports: Inside, batch_id: int) -> None:
    """Nothing is left to do."""
    batch = batches.by_id(uow.session, batch_id)
    batch.ended_at = batch.ended_at or ports.clock.now()
    _wake(uow, batch, is_told=True)


def _wake(uow: UnitOfWork, batch: Batch, *, is_told: bool) -> None:
    if is_told:
        uow.notify(topics.batch(batch.id))
        uow.notify(topics.queue(batch.kind))
