"""A demande ready to read: its history and its conversation, in French."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.requests.models import Document, Message, Request, RequestEvent
from espace_factures.requests.rules import MOST_PICTURES, PDF, Kind, agent_page_of, page_of
from espace_factures.web.origin import native

NBSP = "\u00a0"


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
class FileRow:
    """A file of a message, which left with it or is about to."""

    id: str
    name: str
    size: str
    href: str


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
    is_new: bool = False


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


def request_row(request: Request, *, to_instruct: bool = False, is_new: bool = False) -> RequestRow:
    """A demande in a list; its link leads to where one follows it, or to where an agent instructs it."""
    return RequestRow(
        reference=request.reference,
        title=request.title,
        href=(agent_page_of if to_instruct else page_of)(request.kind, request.reference),
        status=request.status,
        tone=request.tone,
        sent_on=short_date(noumea_date(request.created_at)),
        changed_on=moment(request.updated_at),
        is_new=is_new,
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


def file_rows(documents: Iterable[Document]) -> list[FileRow]:
    """The files of a message."""
    return [
        FileRow(row.public_id, row.name, size_words(row.size), native(f"/documents/{row.public_id}"))
        for row in documents
    ]


def size_words(size: int) -> str:
    """« 1,2 Mo » for 1 200 000 bytes."""
    kilobytes = round(size / 1_000)
    if kilobytes < 1_000:
        return f"{max(kilobytes, 1)}{NBSP}ko"
    return f"{kilobytes / 1_000:.1f}{NBSP}Mo".replace(".", ",")


def _why(event: RequestEvent, reasons: Mapping[str, str]) -> str:
    label = reasons.get(event.reason_code, "")
    text = " – ".join(part for part in (label, event.comment) if part)
    return f"{text[0].upper()}{text[1:]}" if text else ""
