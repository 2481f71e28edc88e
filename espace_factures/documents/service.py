"""Documents are read, kept, handed to what they belong to, served and drawn for those who may read them."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

import anyio
import structlog
from sqlalchemy import ColumnElement, false

from espace_factures import routes
from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit
from espace_factures.app.outside import at_reader, away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import sheets
from espace_factures.core.access import Actor, Permission
from espace_factures.core.documents import MEGABYTE, DocumentKind, ReadInvoice
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.file_names import kept_name
from espace_factures.core.pdf import from_header
from espace_factures.core.ports import AntivirusUnavailableError, Inside
from espace_factures.documents import messages, repository, rules
from espace_factures.documents.models import Document
from espace_factures.documents.rules import HELD, MOST_PICTURES, PDF, SHEET, SHEETS, DocumentRole, Scan
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.jobs.queue import Job, Line
from espace_factures.notifications.service import outbox
from espace_factures.organisation.service import parameters

SHEET_READ: Final = ReadInvoice(DocumentKind.SHEET, SHEET)
"""Nobody's reader opens a sheet of rows: who asked for it reads its lines, in Python's own parser."""
SCAN: Final = Job("documents.scan", Line.VERIFICATION)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may come in, its place among those in flight and its identifier; or why it may not."""

    place: int = 0
    public_id: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was read and is at rest, before its row."""

    public_id: str
    name: str
    reading: ReadInvoice
    size: int
    digest: str
    key: str
    scan: Scan


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


async def warm_reader() -> None:
    """Have the reader ready before the first document, and say in one line what it was not allowed to give up."""
    if lacks := await at_reader(outside().reader.warm):
        log.warning("documents.reader_keeps", rights=lacks)
    if outside().antivirus is None:
        log.info("documents.no_antivirus")


@asynccontextmanager
async def receiving(actor: Actor, name: str, content: bytes, *, is_sheet: bool = False) -> AsyncIterator[Kept]:
    """Count the file, then read and store it with nothing open; the block records it, and a crash leaves no row."""
    actor.require(Permission.ACCOUNT_USE)
    admitted = await run(admit, actor, len(content))
    if admitted.refusal:
        raise FormError({"document": admitted.refusal})
    try:
        yield await keep(admitted.public_id, name, content, is_sheet=is_sheet)
    finally:
        with anyio.CancelScope(shield=True):
            await run(leave, actor, admitted.place)


async def receive(actor: Actor, role: DocumentRole, name: str, content: bytes) -> Stored:
    """Take a file that belongs to nothing yet; raises FormError on « document »."""
    async with receiving(actor, name, content, is_sheet=role in SHEETS) as kept:
        return await run(record, actor, role, kept)


async def sheet(actor: Actor, role: DocumentRole, public_id: str) -> Served:
    """The bytes of a sheet of rows that the actor sent; raises NotFoundError."""
    document = await read(find, actor, public_id, false())
    if document.role != role:
        raise NotFoundError("Ce fichier est introuvable.")
    return Served(document.name, document.media_type, await away(outside().files.read, document.storage_key))


def admit(uow: UnitOfWork, ports: Inside, actor: Actor, size: int) -> Admitted:
    """Count one more file of the actor's day, a refused one too, and give it one of their two places."""
    now = ports.clock.now()
    settled = parameters.at(uow.session, now)
    if over := limits.count(uow, ports, Limit.DOCUMENTS, actor.account_id, most=settled.documents_a_day).refusal:
        return Admitted(refusal=over)
    if size > settled.largest_document * MEGABYTE:
        return Admitted(refusal=rules.too_large(settled.largest_document))
    place = repository.take_place(uow.session, actor.account_id, now, now + rules.PLACE_KEPT)
    if place is None:
        return Admitted(refusal=rules.BUSY)
    return Admitted(place, ports.chance.token())


async def keep(public_id: str, name: str, content: bytes, *, is_sheet: bool = False) -> Kept:
    """Read, then store durably; raises FormError on « document » for what cannot be accepted."""
    if is_sheet:
        sheets.refuse_others(content)
    scan = await _scanned(content)
    if scan is Scan.INFECTED:
        raise FormError({"document": rules.INFECTED})
    glance = partial(outside().reader.read, content, name, at_length=False)
    reading = SHEET_READ if is_sheet else await at_reader(glance)
    if reading.media_type == PDF:
        content = from_header(content)
    digest = hashlib.sha256(content).hexdigest()
    key = f"documents/{digest[:2]}/{hashlib.sha256(public_id.encode()).hexdigest()}"
    await away(outside().files.put, key, content)
    return Kept(public_id, kept_name(name, reading.media_type), reading, len(content), digest, key, scan)


async def _scanned(content: bytes) -> Scan:
    """What the antivirus says now; one that does not answer leaves the document waiting for it."""
    antivirus = outside().antivirus
    if antivirus is None:
        return Scan.NOT_ASKED
    try:
        return Scan.INFECTED if await away(antivirus.infection, content) else Scan.CLEAN
    except AntivirusUnavailableError as error:
        log.warning("documents.not_scanned", error=str(error))
        return Scan.WAITING


async def scan_again(document_id: int) -> None:
    """Have a waiting document scanned; raises AntivirusUnavailableError, and is tried again."""
    key = await read(waiting, document_id)
    antivirus = outside().antivirus
    if not key:
        return
    if antivirus is None:
        raise AntivirusUnavailableError("CLAMAV_URL")
    content = await away(outside().files.read, key)
    await run(scanned, document_id, await away(antivirus.infection, content))


def waiting(uow: Reading, _ports: Inside, document_id: int) -> str:
    """Where a document that was never scanned is kept; empty once it was."""
    document = repository.waiting(uow.session, document_id)
    return document.storage_key if document else ""


def scanned(uow: UnitOfWork, ports: Inside, document_id: int, infection: str) -> None:
    """Let a document out of its quarantine, or keep it there for good and tell the person who sent it."""
    document = repository.waiting(uow.session, document_id)
    if document is None:
        return
    document.scan = Scan.INFECTED if infection else Scan.CLEAN
    uow.notify(topics.account(document.account_id))
    if infection:
        audit_service.record(uow, ports, None, Action.FILE_INFECTED, f"document:{document.id}", infection=infection)
        account = identity_repository.by_id(uow.session, document.account_id)
        letter = messages.infected(document.name)
        outbox.warn(uow, ports, recipient_of(account), letter, routes.HOME, body=letter.subject)


def record(uow: UnitOfWork, ports: Inside, actor: Actor, role: DocumentRole, kept: Kept) -> Stored:
    """Write the row of a file at rest."""
    document = Document(
        public_id=kept.public_id,
        account_id=actor.account_id,
        role=role,
        name=kept.name,
        media_type=kept.reading.media_type,
        size=kept.size,
        pages=kept.reading.pages,
        sha256=kept.digest,
        storage_key=kept.key,
        created_at=ports.clock.now(),
        scan=kept.scan,
    )
    uow.session.add(document)
    uow.session.flush()
    if kept.scan is Scan.WAITING:
        uow.defer(SCAN, document_id=document.id)
    return Stored(document, kept.reading)


def leave(uow: UnitOfWork, _ports: Inside, actor: Actor, place: int) -> None:
    """Free the place of a file that has arrived, or was refused."""
    repository.free_place(uow.session, actor.account_id, place)


def take_document(uow: UnitOfWork, actor: Actor, public_id: str, demande_id: int, field: str) -> Document:
    """Give the actor's loose document to a demande; raises FormError on `field` when there is none."""
    document = repository.own_loose_document(uow.session, actor, public_id) if public_id else None
    if document is None:
        raise FormError({field: "Joignez le document demandé."})
    document.demande_id = demande_id
    return document


async def serve(actor: Actor, public_id: str, held: ColumnElement[bool]) -> Served:
    """The bytes of a document of the actor, or of one that `held` lets them read; raises NotFoundError."""
    document = await read(find, actor, public_id, held)
    return Served(document.name, document.media_type, await away(outside().files.read, document.storage_key))


async def picture(actor: Actor, public_id: str, held: ColumnElement[bool], page: int) -> bytes:
    """A page of such a document when it is a PDF, as a JPEG; raises NotFoundError."""
    document = await read(find_page, actor, public_id, held, page)
    try:
        content = await away(outside().files.read, document.storage_key)
        return await at_reader(outside().reader.picture, content, page)
    except KeyError:
        raise NotFoundError("Cette page ne peut pas être montrée : téléchargez le document.") from None


def find(uow: Reading, _ports: Inside, actor: Actor, public_id: str, held: ColumnElement[bool]) -> Document:
    """The document that may be served; raises NotFoundError."""
    document = repository.readable(uow.session, actor, public_id, held)
    if document is None:
        raise NotFoundError("Ce document est introuvable.")
    if document.scan in HELD:
        raise NotFoundError(HELD[document.scan])
    return document


def find_page(
    uow: Reading, ports: Inside, actor: Actor, public_id: str, held: ColumnElement[bool], page: int
) -> Document:
    """The PDF one of whose pages may be shown; raises NotFoundError."""
    document = find(uow, ports, actor, public_id, held)
    if document.media_type != PDF or not 0 < page <= min(document.pages, MOST_PICTURES):
        raise NotFoundError("Cette page est introuvable.")
    return document
