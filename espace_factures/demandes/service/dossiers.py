"""All that one may read of a demande: for the agent who instructs it, or for the person who follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases, deciding, kinds
from espace_factures.demandes.service.kinds import Case, CaseKind, ItemT
from espace_factures.documents.models import Document
from espace_factures.notifications.service import outbox

PanelT = TypeVar("PanelT")


@dataclass(frozen=True, slots=True)
class Dossier(Generic[ItemT, PanelT]):
    """A demande, what it is about, its thread, what the actor may do, and what its kind shows besides."""

    item: ItemT
    demande: Demande
    events: Sequence[DemandeEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    moves: list[StrEnum]
    as_agent: bool
    is_own: bool
    panel: PanelT
    now: datetime


def agent_dossier(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str) -> Dossier[Any, Any]:
    """The demande for the agent who instructs it; no move is offered on what is theirs."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    case = deciding.instructed(uow, actor, declared, reference)
    is_own = declared.is_own(uow, actor, case)
    moves = [] if is_own else declared.life.moves_of_agent(actor, case.item.status)
    return _dossier(uow, ports, actor, declared, case, moves, as_agent=True, is_own=is_own)


def person_dossier(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str) -> Dossier[Any, Any]:
    """The demande for those who follow it; opening it closes its notices."""
    declared = kinds.of(kind)
    case = deciding.found(uow, actor, declared, reference)
    acts = declared.acts(uow, actor, case)
    if not acts and not declared.follows(uow, actor, case):
        raise NotFoundError(declared.lost)
    outbox.mark_read(uow, ports, actor, kinds.page_of(kind, reference))
    moves = declared.life.moves_of_person(actor, case.item.status) if acts else []
    return _dossier(uow, ports, actor, declared, case, moves, as_agent=False, is_own=acts)


def _dossier(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    declared: CaseKind,
    case: Case[Any],
    moves: list[StrEnum],
    *,
    as_agent: bool,
    is_own: bool,
) -> Dossier[Any, Any]:
    thread = cases.thread(uow, actor, case.demande, as_agent=as_agent)
    return Dossier(
        item=case.item,
        demande=case.demande,
        events=thread.events,
        messages=thread.messages,
        documents=thread.documents,
        moves=moves,
        as_agent=as_agent,
        is_own=is_own,
        panel=declared.panel(uow, ports, actor, case, as_agent),
        now=ports.clock.now(),
    )
