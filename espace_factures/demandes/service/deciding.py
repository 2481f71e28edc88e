"""How a demande moves: an agent decides, the person answers or takes it back; the same guards for every kind."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from espace_factures.app import words
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository, rules
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases, fresh, hearing, kinds, reasons, turning
from espace_factures.demandes.service.hearing import Sign
from espace_factures.demandes.service.kinds import Case, CaseKind, Move
from espace_factures.documents import service as documents_service

MOST_ANSWERED = 10
"""Files that one answer carries."""


def decide(
    uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str, version: int, form: Decision
) -> str:
    """Make an agent's decision on the version they saw; returns what to tell them. Raises StaleError with who acted."""
    declared = kinds.of(kind)
    case = _opened(uow, ports, actor, declared, reference, version)
    before = fresh.memory(declared, case.demande, case.item)
    move = _walk(uow, ports, actor, declared, case, form)
    words.forget(uow, actor, words.decision(reference))
    fresh.tell(uow, ports, actor, case, move, before)
    return declared.recorded(uow, case, move.wanted)


def carry_out(
    uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str, version: int, form: Decision
) -> tuple[Case[Any], Move]:
    """The decision, every move that it makes in its order; nobody is told of it yet. Returns the last move."""
    declared = kinds.of(kind)
    case = _opened(uow, ports, actor, declared, reference, version)
    return case, _walk(uow, ports, actor, declared, case, form)


def _opened(
    uow: UnitOfWork, ports: Inside, actor: Actor, declared: CaseKind, reference: str, version: int
) -> Case[Any]:
    """The case that the agent may decide on, as they saw it; locked."""
    actor.require(declared.right)
    case = instructed(uow, actor, declared, reference, lock=True)
    if declared.is_own(uow, ports, actor, case):
        raise DomainError(declared.own, "own-case")
    _refuse_stale(uow, case, version)
    return case


def _walk(uow: UnitOfWork, ports: Inside, actor: Actor, declared: CaseKind, case: Case[Any], form: Decision) -> Move:
    *before, last = declared.life.path(case.item.status, form.status)
    for wanted in before:
        _step(uow, ports, actor, declared, case, wanted, form.model_copy(update={"comment": ""}))
    return _step(uow, ports, actor, declared, case, last, form)


def _step(
    uow: UnitOfWork, ports: Inside, actor: Actor, declared: CaseKind, case: Case[Any], wanted: StrEnum, form: Decision
) -> Move:
    """One move of a decision, past all its guards; the agent's words go with the last one."""
    if wanted not in declared.life.gestures:
        raise StaleError
    declared.life.require(actor, case.item.status, wanted)
    own = form.model_copy(update={"status": str(wanted)})
    if faults := own.faults(declared.life):
        raise FormError(faults)
    if closed := declared.bar(uow, ports, actor, case, wanted, lock=True):
        raise closed
    reason = own.reason if wanted in declared.life.explained else ""
    why = reasons.worded(uow, declared.kind, reason) if reason else ""
    move = Move(wanted, declared.author(uow, case, wanted), reason, own.words, why, own)
    make(uow, ports, actor, declared, case, move, follower=actor.account_id)
    return move


def answer(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    kind: Kind,
    reference: str,
    text: str,
    received: str,
    *,
    corrected: str = "",
) -> None:
    """Send what an agent asked for: files, words, or what the kind `corrected`, which its history keeps."""
    declared, case = _own(uow, actor, kind, reference)
    wanted = declared.life.answered
    if wanted is None:
        raise StaleError
    declared.life.require(actor, case.item.status, wanted)
    if not text.strip() and not received.strip() and not corrected:
        raise FormError({"answer": "Joignez un document ou écrivez votre réponse."})
    for public_id in received.split()[:MOST_ANSWERED]:
        documents_service.take_document(uow, actor, public_id, case.demande.id, "complement")
    if text.strip():
        cases.write_message(uow, ports, actor, case.demande, text, ())
    words.forget(uow, actor, words.answer(reference))
    hearing.tell_agents(uow, ports, actor, case.demande, Sign.ANSWERED)
    make(uow, ports, actor, declared, case, Move(wanted, actor.name, comment=corrected))


def withdraw(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str) -> None:
    """Take the demande back."""
    declared, case = _own(uow, actor, kind, reference)
    if declared.life.withdrawn is None:
        raise StaleError
    declared.life.require(actor, case.item.status, declared.life.withdrawn)
    hearing.tell_agents(uow, ports, actor, case.demande, Sign.WITHDREW)
    make(uow, ports, actor, declared, case, Move(declared.life.withdrawn, actor.name))


def say(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    kind: Kind,
    reference: str,
    text: str,
    *,
    files: Sequence[str] = (),
    is_internal: bool = False,
) -> None:
    """Write words, files or both in the conversation; the person is told of an agent's."""
    declared = kinds.of(kind)
    case = found(uow, actor, declared, reference)
    words.forget(uow, actor, words.message(reference))
    cases.say(uow, ports, actor, case.demande, text, files=files, is_internal=is_internal)


def what_changed(uow: Reading, _ports: Inside, actor: Actor, kind: Kind, reference: str) -> str:
    """Who acted last on the demande, and what they did, for an agent who was deciding."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    return _meanwhile(uow, instructed(uow, actor, declared, reference))


def make(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    declared: CaseKind,
    case: Case[Any],
    move: Move,
    *,
    follower: int | None = None,
) -> None:
    """Make a move whose guards were passed: what it brings, the status, the version, the history, the open pages."""
    declared.apply(uow, ports, actor, case, move)
    case.item.status = move.wanted
    case.demande.version += 1
    turning.stand(declared, case.demande, move.wanted, ports.clock.now(), follower)
    stage = declared.life.stages[move.wanted]
    cases.advance(
        uow,
        ports,
        case.demande,
        actor,
        move.author,
        stage,
        reason_code=move.reason,
        reason=move.why,
        comment=move.comment,
    )


def found(uow: Reading, actor: Actor, declared: CaseKind, reference: str, *, lock: bool = False) -> Case[Any]:
    """The case that the actor may read; what does not exist and what may not be seen are never told apart."""
    row = declared.find(uow.session, actor, reference, lock=lock)
    if row is None:
        raise NotFoundError(declared.lost)
    return Case(row[1], row[0])


def instructed(uow: Reading, actor: Actor, declared: CaseKind, reference: str, *, lock: bool = False) -> Case[Any]:
    """The case that the actor reads as an agent."""
    case = found(uow, actor, declared, reference, lock=lock)
    if not repository.is_instructed(uow.session, actor, case.demande.id):
        raise NotFoundError(declared.lost)
    return case


def _own(uow: UnitOfWork, actor: Actor, kind: Kind, reference: str) -> tuple[CaseKind, Case[Any]]:
    declared = kinds.of(kind)
    case = found(uow, actor, declared, reference, lock=True)
    if not declared.acts(uow, actor, case):
        raise NotFoundError(declared.lost)
    return declared, case


def _refuse_stale(uow: Reading, case: Case[Any], version: int) -> None:
    """Somebody acted since the page was shown: say who, and what, so that the agent decides again knowingly."""
    if case.demande.version == version:
        return
    raise StaleError(_meanwhile(uow, case))


def _meanwhile(uow: Reading, case: Case[Any]) -> str:
    return rules.meanwhile(*repository.last_event(uow.session, case.demande.id))
