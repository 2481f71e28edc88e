"""Documents are read, kept, handed to what they belong to, served and drawn for those who may read them."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from espace_factures.app.outside import outside
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.documents import ReadInvoice
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.documents import repository, rules
from espace_factures.documents.models import Document
from espace_factures.documents.rules import MOST_PICTURES, PDF, DocumentRole
from espace_factures.identity import repository as identity_repository
from espace_factures.organisation.service import parameters


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


def store_document(
    uow: UnitOfWork, ports: Inside, actor: Actor, role: DocumentRole, name: str, content: bytes
) -> Stored:
    """Read, then store durably, then write the row: a crash leaves a file without a row, never the reverse."""
    actor.require(Permission.ACCOUNT_USE)
    now = ports.clock.now()
    most = parameters.at(uow.session, now).documents_a_day
    if identity_repository.hit(uow.session, f"documents:{actor.account_id}", rules.DAY, now) > most:
        raise FormError({"document": "Vous avez envoyé beaucoup de fichiers aujourd’hui : continuez demain."})
    reading = outside().reader.read(content, name)
    public_id = ports.chance.token()
    digest = hashlib.sha256(content).hexdigest()
    key = f"documents/{digest[:2]}/{hashlib.sha256(public_id.encode()).hexdigest()}"
    outside().files.put(key, content)
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


def take_document(uow: UnitOfWork, actor: Actor, public_id: str, demande_id: int, field: str) -> Document:
    """Give the actor's loose document to a demande; raises FormError on `field` when there is none."""
    document = repository.own_loose_document(uow.session, actor, public_id) if public_id else None
    if document is None:
        raise FormError({field: "Joignez le document demandé."})
    document.demande_id = demande_id
    return document


def serve_document(uow: Reading, _ports: Inside, actor: Actor, public_id: str, held: ColumnElement[bool]) -> Served:
    """The bytes of a document of the actor, or of one that `held` lets them read; raises NotFoundError."""
    document = repository.readable(uow.session, actor, public_id, held)
    if document is None:
        raise NotFoundError("Ce document est introuvable.")
    return Served(document.name, document.media_type, outside().files.read(document.storage_key))


def picture_document(
    uow: Reading, _ports: Inside, actor: Actor, public_id: str, held: ColumnElement[bool], page: int
) -> bytes:
    """A page of such a document when it is a PDF, as a JPEG; raises NotFoundError."""
    document = repository.readable(uow.session, actor, public_id, held)
    if document is None or document.media_type != PDF or not 0 < page <= min(document.pages, MOST_PICTURES):
        raise NotFoundError("Cette page est introuvable.")
    try:
        return outside().reader.picture(outside().files.read(document.storage_key), page)
    except KeyError:
        raise NotFoundError("Cette page ne peut pas être montrée : téléchargez le document.") from None


def clean_name(name: str) -> str:
    """The last part of a file's name, without what a path or a header could be made of."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '"<>:|?*;')
    return kept.strip(". ")[-120:] or "document"
