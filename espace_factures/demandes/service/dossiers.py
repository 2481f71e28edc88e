"""All that one may read of a demande: for the agent who instructs it, or for the person who follows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, NotFoundError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases, deciding, kinds, opening
from espace_factures.demandes.service.kinds import Case, CaseKind, ItemT
from espace_factures.demandes.service.opening import News
from espace_factures.documents.models import Document

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
    bars: Mapping[StrEnum, str] = field(default_factory=dict)
    """The moves that come next but are closed now, and why."""
    news: News | None = None


async def agent_dossier(actor: Actor, kind: Kind, reference: str) -> Dossier[Any, Any]:
    """The demande for the agent who instructs it, read now; that it was shown is written before it is."""
    dossier = await opening.seen(actor, read(for_agent, actor, kind, reference))
    await audit_service.seen(actor, Action(f"{kind}.seen"), dossier.demande.reference)
    return dossier


async def person_dossier(actor: Actor, kind: Kind, reference: str) -> Dossier[Any, Any]:
    """The demande for those who follow it, read now; opening it closes its notices."""
    return await opening.seen(actor, read(for_person, actor, kind, reference))


def for_agent(uow: Reading, ports: Inside, actor: Actor, kind: Kind, reference: str) -> Dossier[Any, Any]:
    """The demande for the agent who instructs it; no move is offered on what is theirs."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    case = deciding.instructed(uow, actor, declared, reference)
    is_own = declared.is_own(uow, ports, actor, case)
    moves = [] if is_own else declared.life.gestures_of_agent(actor, case.item.status)
    closed = {wanted: _closed(uow, ports, actor, declared, case, wanted) for wanted in moves}
    bars = {wanted: why.sentence for wanted, why in closed.items() if why and not isinstance(why, StaleError)}
    still = [wanted for wanted, why in closed.items() if not why]
    return _dossier(uow, ports, actor, declared, case, still, bars, as_agent=True, is_own=is_own)


def _closed(
    uow: Reading, ports: Inside, actor: Actor, declared: CaseKind, case: Case[Any], gesture: StrEnum
) -> DomainError | None:
    """Why one of the moves that a gesture makes is closed now, or nothing."""
    steps = declared.life.path(case.item.status, gesture)
    return next((why for step in steps if (why := declared.bar(uow, ports, actor, case, step))), None)


def for_person(uow: Reading, ports: Inside, actor: Actor, kind: Kind, reference: str) -> Dossier[Any, Any]:
    """The demande for those who follow it."""
    declared = kinds.of(kind)
    case = deciding.found(uow, actor, declared, reference)
    acts = declared.acts(uow, actor, case)
    if not acts and not declared.follows(uow, actor, case):
        raise NotFoundError(declared.lost)
    moves = declared.life.moves_of_person(actor, case.item.status) if acts else []
    return _dossier(uow, ports, actor, declared, case, moves, {}, as_agent=False, is_own=acts)


def _dossier(
    uow: Reading,
    ports: Inside,
    actor: Actor,
    declared: CaseKind,
    case: Case[Any],
    moves: list[StrEnum],
    bars: Mapping[StrEnum, str],
    *,
    as_agent: bool,
    is_own: bool,
) -> Dossier[Any, Any]:
    thread = cases.thread(uow, actor, case.demande, as_agent=as_agent)
    page = kinds.agent_page_of if as_agent else kinds.page_of
    link = page(declared.kind, case.demande.reference)
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
        bars=bars,
        news=opening.news_of(uow, actor, case.demande, thread.latest, link, as_agent=as_agent and not is_own),
    )
