"""A demande ready to read: its history and its conversation, in French."""

from collections.abc import Iterable
from dataclasses import dataclass

from espace_factures.core.access import Actor
from espace_factures.core.calendar import moment
from espace_factures.requests.models import Message, RequestEvent


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
class MessageRow:
    """A line of the conversation."""

    author: str
    when: str
    body: str
    is_mine: bool
    is_internal: bool


def history_rows(events: Iterable[RequestEvent], reasons: dict[str, str] | None = None) -> list[HistoryRow]:
    """The timeline, oldest first; `reasons` puts words on coded reasons."""
    return [
        HistoryRow(event.status, event.tone, moment(event.at), event.author, _why(event, reasons or {}))
        for event in events
    ]


def message_rows(messages: Iterable[Message], actor: Actor) -> list[MessageRow]:
    """The conversation, oldest first."""
    return [
        MessageRow(row.author, moment(row.at), row.body, row.account_id == actor.account_id, row.is_internal)
        for row in messages
    ]


def _why(event: RequestEvent, reasons: dict[str, str]) -> str:
    label = reasons.get(event.reason_code, "")
    text = " – ".join(part for part in (label, event.comment) if part)
    return f"{text[0].upper()}{text[1:]}" if text else ""
