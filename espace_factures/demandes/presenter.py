"""A demande ready to read: its history and its conversation, in French."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from espace_factures.core.access import Actor
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.words import capital
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.rules import Life, explained
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.service.kinds import Item
from espace_factures.demandes.service.reasons import Offered, Reason
from espace_factures.documents.models import Document
from espace_factures.documents.presenter import FileRow, file_rows

MOST_USED: Final = "Les plus utilisés"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A step of the timeline; `pending` is the next expected one."""

    label: str
    tone: str
    when: str
    who: str
    reason: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Coded reasons about one thing."""

    label: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A gesture of the decision bar."""

    value: str
    label: str
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A line of the conversation, with its files."""

    author: str
    when: str
    body: str
    is_mine: bool
    is_internal: bool
    files: list[FileRow]


@dataclass(frozen=True, slots=True)
class DemandeRow:
    """A line of « Demandes »."""

    reference: str
    title: str
    href: str
    status: str
    tone: str
    sent_on: str
    changed_on: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the thing itself is."""

    label: str = ""
    href: str = ""


def demande_row(demande: Demande, *, to_instruct: bool = False, is_new: bool = False) -> DemandeRow:
    """A demande in a list; its link leads to where one follows it, or to where an agent instructs it."""
    return DemandeRow(
        reference=demande.reference,
        title=demande.title,
        href=(kinds.agent_page_of if to_instruct else kinds.page_of)(demande.kind, demande.reference),
        status=demande.status,
        tone=demande.tone,
        sent_on=short_date(noumea_date(demande.created_at)),
        changed_on=moment(demande.updated_at),
        is_new=is_new,
    )


def onward(demande: Demande) -> Onward:
    """The page of what the demande is about."""
    label, href = kinds.of(demande.kind).onward
    return Onward(label, href or kinds.page_of(demande.kind, demande.reference))


def history_rows(events: Iterable[DemandeEvent], reasons: Mapping[str, str] | None = None) -> list[HistoryRow]:
    """The timeline, oldest first; `reasons` puts words on coded reasons."""
    return [
        HistoryRow(event.status, event.tone, moment(event.at), event.author, _why(event, reasons or {}))
        for event in events
    ]


def life_rows(dossier: Dossier[Item, object]) -> list[HistoryRow]:
    """The timeline, with the step still to come."""
    life = kinds.of(dossier.demande.kind).life
    following = life.expected.get(dossier.item.status)
    to_come = [HistoryRow(following.label, following.tone, "", "", "", pending=True)] if following else []
    return [*history_rows(dossier.events, life.reasons), *to_come]


def message_rows(messages: Iterable[Message], actor: Actor, documents: Sequence[Document] = ()) -> list[MessageRow]:
    """The conversation, oldest first; `documents` are those the actor may read, whoever joined them."""
    return [
        MessageRow(
            author=row.author,
            when=moment(row.at),
            body=row.body,
            is_mine=row.account_id == actor.account_id,
            is_internal=row.is_internal,
            files=file_rows(document for document in documents if document.message_id == row.id),
        )
        for row in messages
    ]


def reason_groups(offered: Offered, *, with_codes: bool = False) -> list[ReasonGroup]:
    """The coded reasons open to a move: those that the agent uses most, then what they are about."""
    groups: dict[str, list[Choice]] = {label: [] for label in (MOST_USED, *offered.groups)}
    for reason in sorted(offered.reasons, key=lambda one: _rank_of_use(offered, one)):
        words = capital(f"{reason.words} ({reason.code})" if with_codes else reason.words)
        group = MOST_USED if reason.code in offered.used else reason.group or "Motifs"
        groups.setdefault(group, []).append(Choice(reason.code, words))
    return [ReasonGroup(label, choices) for label, choices in groups.items() if choices]


def _rank_of_use(offered: Offered, reason: Reason) -> int:
    return offered.used.index(reason.code) if reason.code in offered.used else len(offered.used)


def reason_choices(offered: Offered) -> list[Choice]:
    """The same in one list."""
    return [Choice(reason.code, capital(reason.words)) for reason in offered.reasons]


def move_rows(life: Life[Any], status: StrEnum, moves: Sequence[StrEnum]) -> list[MoveRow]:
    """What an agent may do, and which of it is expected."""
    expected = _expected(life, status, moves)
    return [MoveRow(str(move), life.called(move), move == expected) for move in moves]


def _expected(life: Life[Any], status: StrEnum, moves: Sequence[StrEnum]) -> StrEnum | None:
    """All that is left at once; or the step still to come; or, where none has its words, what asks for no reason."""
    stage = life.expected.get(status)
    if any(move in life.joined for move in moves):
        return next(move for move in moves if move in life.joined)
    if stage in life.stages.values():
        return next((move for move in moves if life.stages[move] == stage), None)
    return next((move for move in moves if move not in life.explained), None)


def bar_lines(life: Life[Any], bars: Mapping[StrEnum, str]) -> list[str]:
    """Why the moves that come next are closed: « Mandater : … »."""
    return [f"{life.called(move)} : {why}" for move, why in bars.items()]


def beside_words(names: Sequence[str]) -> str:
    """« Ana Wahéo regarde aussi cette page. »."""
    if not names:
        return ""
    *first, last = names
    verb = "regardent" if first else "regarde"
    return f"{', '.join(first) + ' et ' if first else ''}{last} {verb} aussi cette page."


def _why(event: DemandeEvent, reasons: Mapping[str, str]) -> str:
    return capital(explained(event.reason or reasons.get(event.reason_code, ""), event.comment))
