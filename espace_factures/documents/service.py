"""Documents are read, kept, handed to what they belong to, served and drawn for those who may read them."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio
import structlog
from sqlalchemy import ColumnElement

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.outside import at_reader, away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.documents import MEGABYTE, ReadInvoice
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.file_names import kept_name
from espace_factures.core.pdf import from_header
from espace_factures.core.ports import Inside
from espace_factures.documents import repository, rules
from espace_factures.documents.models import Document
from espace_factures.documents.rules import MOST_PICTURES, PDF, DocumentRole
from espace_factures.organisation.service import parameters

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


@asynccontextmanager
async def receiving(actor: Actor, name: str, content: bytes) -> AsyncIterator[Kept]:
    """Count the file, then read and store it with nothing open; the block records it, and a crash leaves no row."""
    actor.require(Permission.ACCOUNT_USE)
    admitted = await run(admit, actor, len(content))
    if admitted.refusal:
        raise FormError({"document": admitted.refusal})
    try:
        yield await keep(admitted.public_id, name, content)
    finally:
        with anyio.CancelScope(shield=True):
            await run(leave, actor, admitted.place)


async def receive(actor: Actor, role: DocumentRole, name: str, content: bytes) -> Stored:
    """Take a file that belongs to nothing yet; raises FormError on « document »."""
    async with receiving(actor, name, content) as kept:
        return await run(record, actor, role, kept)


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


async def keep(public_id: str, name: str, content: bytes) -> Kept:
    """Read, then store durably; raises FormError on « document » for what cannot be accepted."""
    reading = await at_reader(outside().reader.read, content, name)
    if reading.media_type == PDF:
        content = from_header(content)
    digest = hashlib.sha256(content).hexdigest()
    key = f"documents/{digest[:2]}/{hashlib.sha256(public_id.encode()).hexdigest()}"
    await away(outside().files.put, key, content)
    return Kept(public_id, kept_name(name, reading.media_type), reading, len(content), digest, key)


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
    )
    uow.session.add(document)
    uow.session.flush()
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
        raise NotFoundError("Cette page ne peut pas être montrée : téléchargez le document.") from None


def find(uow: Reading, _ports: Inside, actor: Actor, public_id: str, held: ColumnElement[bool]) -> Document:
    """The document that may be served; raises NotFoundError."""
    document = repository.readable(uow.session, actor, public_id, held)
    if document is None:
        raise NotFoundError("Ce document est introuvable.")
    return document


def find_page(
    uow: Reading, _ports: Inside, actor: Actor, public_id: str, held: ColumnElement[bool], page: int
) -> Document:
    """The PDF one of whose pages may be shown; raises NotFoundError."""
    document = repository.readable(uow.session, actor, public_id, held)
    if document is None or document.media_type != PDF or not 0 < page <= min(document.pages, MOST_PICTURES):
        raise NotFoundError("Cette page est introuvable.")
    return document
