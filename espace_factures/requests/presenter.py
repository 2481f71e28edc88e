"""A demande ready to read: its history and its conversation, in French."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.requests.models import Document, Message, Request, RequestEvent
from espace_factures.requests.rules import MOST_PICTURES, PDF, Kind, agent_page_of, page_of
from espace_factures.web.origin import native


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


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file of the demande, with the pictures that show it page by page."""

    name: str
    href: str
    trace: str
    pictures: list[str]


def document_rows(documents: Iterable[Document]) -> list[DocumentRow]:
    """Every file, in order of arrival."""
    return [
        DocumentRow(row.name, native(f"/documents/{row.public_id}"), f"SHA-256 {row.sha256}", picture_addresses(row))
        for row in documents
    ]


def picture_addresses(document: Document) -> list[str]:
    """The addresses of the pictures that show a document; none for an XML."""
    address = native(f"/documents/{document.public_id}")
    if document.media_type.startswith("image/"):
        return [address]
    if document.media_type != PDF:
        return []
    return [f"{address}/page/{page}" for page in range(1, min(document.pages, MOST_PICTURES) + 1)]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A line of « Demandes »."""

    reference: str
    title: str
    href: str
    status: str
    tone: str
    sent_on: str
    changed_on: str


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the thing itself is."""

    label: str = ""
    href: str = ""


@dataclass(slots=True)
class ReasonWords:
    """The words of the coded reasons, kind by kind: the features above introduce theirs, by wiring."""

    by_kind: dict[Kind, Mapping[str, str]] = field(default_factory=dict)


reason_words = ReasonWords()


def request_row(request: Request, *, to_instruct: bool = False) -> RequestRow:
    """A demande in a list; its link leads to where one follows it, or to where an agent instructs it."""
    return RequestRow(
        reference=request.reference,
        title=request.title,
        href=(agent_page_of if to_instruct else page_of)(request.kind, request.reference),
        status=request.status,
        tone=request.tone,
        sent_on=short_date(noumea_date(request.created_at)),
        changed_on=moment(request.updated_at),
    )


def onward(request: Request) -> Onward:
    """The page of what the demande is about."""
    places = {
        Kind.HABILITATION: Onward("Voir la demande d’habilitation", page_of(request.kind, request.reference)),
        Kind.INVOICE: Onward("Voir la facture", page_of(request.kind, request.reference)),
        Kind.RIB: Onward("Voir mes RIB", routes.RIBS),
    }
    return places[Kind(request.kind)]


def history_rows(events: Iterable[RequestEvent], reasons: Mapping[str, str] | None = None) -> list[HistoryRow]:
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


def _why(event: RequestEvent, reasons: Mapping[str, str]) -> str:
    label = reasons.get(event.reason_code, "")
    text = " – ".join(part for part in (label, event.comment) if part)
    return f"{text[0].upper()}{text[1:]}" if text else ""
