"""What every demande can do: open, advance, be talked about, hold documents."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.accounts import repository as accounts
from espace_factures.accounts.recipients import recipient_of
from espace_factures.audit import service as audit
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.documents import ReadInvoice
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.notifications import service as notifications
from espace_factures.notifications.rules import Event
from espace_factures.requests import messages, repository, rules
from espace_factures.requests.models import Document, Message, Request, RequestEvent
from espace_factures.requests.rules import MOST_FILES, MOST_PICTURES, PDF, DocumentRole, Kind, Stage

LONGEST_MESSAGE = 4000
TOO_MANY_FILES = f"Un message porte {MOST_FILES} fichiers au plus : envoyez les autres avec un second message."


@dataclass(frozen=True, slots=True)
class Stored:
    """A file at rest and what was read in it."""

    document: Document
    reading: ReadInvoice


@dataclass(frozen=True, slots=True)
class Served:
    """A file on its way to somebody who may read it."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Thread:
    """What happened, was said and was joined in a demande, as one person may read it."""

    events: Sequence[RequestEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]


def open_request(
    uow: UnitOfWork, ports: Ports, actor: Actor, kind: Kind, title: str, stage: Stage, establishment_id: int | None
) -> Request:
    """A new demande with its reference and the first line of its history."""
    now = ports.clock.now()
    year = noumea_date(now).year
    number = repository.next_number(uow.session, f"{rules.SERIES[kind]}-{year}")
    request = Request(
        reference=rules.reference(kind, year, number),
        kind=kind,
        title=title,
        status=stage.label,
        tone=stage.tone,
        account_id=actor.account_id,
        establishment_id=establishment_id,
        created_at=now,
        updated_at=now,
    )
    uow.session.add(request)
    uow.session.flush()
    _write_event(uow, ports, request, actor, actor.name, stage)
    return request


def advance(
    uow: UnitOfWork,
    ports: Ports,
    request: Request,
    actor: Actor,
    author: str,
    stage: Stage,
    *,
    reason_code: str = "",
    comment: str = "",
) -> None:
    """Change the status: written in the history, in the audit log, and shown on open pages at commit."""
    request.status, request.tone, request.updated_at = stage.label, stage.tone, ports.clock.now()
    _write_event(uow, ports, request, actor, author, stage, reason_code, comment)
    audit.record(uow, ports, actor, f"{request.kind}.status", request.reference, status=stage.label, reason=reason_code)


def wake(uow: UnitOfWork, request: Request) -> None:
    """Refresh the open pages that show the demande, or a list that holds it."""
    uow.notify(f"request:{request.reference}")
    uow.notify(f"queue:{request.kind}")
    uow.notify(f"account:{request.account_id}")
    if request.establishment_id is not None:
        uow.notify(f"establishment:{request.establishment_id}")


def say(
    uow: UnitOfWork,
    ports: Ports,
    actor: Actor,
    request: Request,
    body: str,
    *,
    files: Sequence[str] = (),
    is_internal: bool = False,
) -> None:
    """Add words, files or both to the conversation, or to an internal note that the usager never sees."""
    # Nobody instructs his own demande: whoever made it speaks for himself, agent or not.
    from_agent = request.account_id != actor.account_id and is_instructed_by(uow, actor, request)
    if is_internal and not from_agent:
        raise NotFoundError
    write_message(uow, ports, actor, request, body, files, from_agent=from_agent, is_internal=is_internal)
    if from_agent and not is_internal and request.kind in rules.ANSWERED_TO_AUTHOR:
        _tell_author(uow, ports, request)


def readable(uow: UnitOfWork, actor: Actor, reference: str) -> Request:
    """The demande, when the actor may read it; raises NotFoundError."""
    request = repository.find_readable(uow.session, actor, reference)
    if request is None:
        raise NotFoundError("Cette demande est introuvable.")
    return request


def thread(uow: UnitOfWork, actor: Actor, request: Request, *, as_agent: bool = False) -> Thread:
    """What the actor may read of the demande, marked as read; internal notes are for the agents who instruct it."""
    session, request_id = uow.session, request.id or 0
    with_internal = as_agent and request.account_id != actor.account_id
    found = Thread(
        repository.history(session, request_id),
        repository.conversation(session, request_id, with_internal=with_internal),
        repository.documents(session, request_id, with_internal=with_internal),
    )
    latest = max((row.at for row in (*found.events, *found.messages)), default=None)
    if latest and repository.read_up_to(session, actor, request_id, latest):
        uow.notify(f"account:{actor.account_id}")
    return found


def is_instructed_by(uow: UnitOfWork, actor: Actor, request: Request) -> bool:
    """Whether the actor reads the demande as an agent."""
    return repository.is_instructed(uow.session, actor, request.id or 0)


def store_document(
    uow: UnitOfWork, ports: Ports, actor: Actor, role: DocumentRole, name: str, content: bytes
) -> Stored:
    """Read, then store durably, then write the row: a crash leaves a file without a row, never the reverse."""
    actor.require(Permission.ACCOUNT_USE)
    if accounts.hit(uow.session, f"documents:{actor.account_id}", rules.DAY, ports.clock.now()) > rules.DOCUMENTS_A_DAY:
        raise FormError({"document": "Vous avez envoyé beaucoup de fichiers aujourd’hui : continuez demain."})
    reading = ports.reader.read(content, name)
    public_id = ports.chance.token()
    digest = hashlib.sha256(content).hexdigest()
    key = f"documents/{digest[:2]}/{hashlib.sha256(public_id.encode()).hexdigest()}"
    ports.files.put(key, content)
    document = Document(
        public_id=public_id,
        account_id=actor.account_id,
        role=role,
        name=clean_name(name),
        media_type=reading.media_type,
        size=len(content),
        pages=reading.pages,
        sha256=digest,
        storage_key=key,
        created_at=ports.clock.now(),
    )
    uow.session.add(document)
    uow.session.flush()
    return Stored(document, reading)


def take_document(uow: UnitOfWork, actor: Actor, public_id: str, request: Request, field: str) -> Document:
    """Give the actor's loose document to the demande; raises FormError on `field` when there is none."""
    document = repository.own_loose_document(uow.session, actor, public_id) if public_id else None
    if document is None:
        raise FormError({field: "Joignez le document demandé."})
    document.request_id = request.id
    return document


def ready_files(uow: UnitOfWork, _ports: Ports, actor: Actor, public_ids: Sequence[str]) -> Sequence[Document]:
    """The actor's loose documents among these, which his next message may carry; one more than it may, at most."""
    actor.require(Permission.ACCOUNT_USE)
    wanted = list(dict.fromkeys(public_ids))[: MOST_FILES + 1]
    return repository.own_loose_documents(uow.session, actor, wanted)


def serve_document(uow: UnitOfWork, ports: Ports, actor: Actor, public_id: str) -> Served:
    """The bytes of a document the actor may read; raises NotFoundError."""
    document = repository.readable_document(uow.session, actor, public_id)
    if document is None:
        raise NotFoundError("Ce document est introuvable.")
    return Served(document.name, document.media_type, ports.files.read(document.storage_key))


def picture_document(uow: UnitOfWork, ports: Ports, actor: Actor, public_id: str, page: int) -> bytes:
    """A page of a PDF the actor may read, as a JPEG; raises NotFoundError."""
    document = repository.readable_document(uow.session, actor, public_id)
    if document is None or document.media_type != PDF or not 0 < page <= min(document.pages, MOST_PICTURES):
        raise NotFoundError("Cette page est introuvable.")
    try:
        return ports.reader.picture(ports.files.read(document.storage_key), page)
    except KeyError:
        raise NotFoundError("Cette page ne peut pas être montrée : téléchargez le document.") from None


def clean_name(name: str) -> str:
    """The last part of a file's name, without what a path or a header could be made of."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '"<>:|?*;')
    return kept.strip(". ")[-120:] or "document"


def write_message(
    uow: UnitOfWork,
    ports: Ports,
    actor: Actor,
    request: Request,
    body: str,
    files: Sequence[str],
    *,
    from_agent: bool = False,
    is_internal: bool = False,
) -> None:
    """Write the line and join its files, for a caller who has checked the right; raises FormError."""
    _refuse_faults(body.strip(), files)
    message = Message(
        request_id=request.id or 0,
        at=ports.clock.now(),
        account_id=actor.account_id,
        author="Province Sud" if from_agent else actor.name,
        from_agent=from_agent,
        is_internal=is_internal,
        body=body.strip(),
    )
    uow.session.add(message)
    _join_files(uow, actor, message, files)
    request.updated_at = message.at
    wake(uow, request)


def _refuse_faults(text: str, files: Sequence[str]) -> None:
    if not text and not files:
        raise FormError({"message": "Écrivez votre message, ou joignez un fichier."})
    if len(text) > LONGEST_MESSAGE:
        raise FormError({"message": f"Ce message est trop long : {LONGEST_MESSAGE} caractères au plus."})
    if len(files) > MOST_FILES:
        raise FormError({"pieces": TOO_MANY_FILES})


def _join_files(uow: UnitOfWork, actor: Actor, message: Message, files: Sequence[str]) -> None:
    uow.session.flush()
    documents = repository.own_loose_documents(uow.session, actor, files, lock=True) if files else ()
    if len(documents) < len(set(files)):
        raise FormError({"pieces": "Un de ces fichiers n’est plus là : retirez-le, puis joignez-le de nouveau."})
    for document in documents:
        document.request_id, document.message_id = message.request_id, message.id
        document.role = DocumentRole.ATTACHMENT


def _tell_author(uow: UnitOfWork, ports: Ports, request: Request) -> None:
    account = accounts.by_id(uow.session, request.account_id)
    path = rules.page_of(request.kind, request.reference)
    letter = messages.answered(request.title, request.reference, ports.settings.origin + path)
    told = [recipient_of(account)]
    notifications.tell(uow, ports, Event.MESSAGE, told, letter, letter.subject, path)


def _write_event(
    uow: UnitOfWork,
    ports: Ports,
    request: Request,
    actor: Actor,
    author: str,
    stage: Stage,
    reason_code: str = "",
    comment: str = "",
) -> None:
    uow.session.add(
        RequestEvent(
            request_id=request.id or 0,
            at=ports.clock.now(),
            account_id=actor.account_id,
            author=author,
            status=stage.label,
            tone=stage.tone,
            reason_code=reason_code,
            comment=comment,
        )
    )
    wake(uow, request)
