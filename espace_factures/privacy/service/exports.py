"""« Télécharger mes données »: asked for by a click, made by a job, kept a few days."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures.app import topics
from espace_factures.app.outside import outside
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.privacy import repository
from espace_factures.privacy.models import Export
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import archive
from espace_factures.privacy.service.archive import Piece

MAKE: Final = "privacy.make_export"
UNKNOWN: Final = "Ce fichier est introuvable : il est gardé sept jours. Demandez-en un autre."


@dataclass(frozen=True, slots=True)
class Standing:
    """The export being made, if any, and those that wait to be downloaded, newest first."""

    under_way: Export | None
    ready: list[Export]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a job writes into the ZIP, and the instant its files bear."""

    at: datetime
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Served:
    """A ZIP on its way to its person."""

    name: str
    content: bytes


def standing(uow: Reading, ports: Inside, actor: Actor) -> Standing:
    """Where the actor's exports are."""
    actor.require(Permission.ACCOUNT_USE)
    rows = [row for row in repository.exports(uow.session, actor.account_id) if not _is_over(row, ports)]
    return Standing(next((row for row in rows if row.ready_at is None), None), [row for row in rows if row.ready_at])


def ask(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    """Begin one; a person who clicks twice joins the one under way."""
    actor.require(Permission.ACCOUNT_USE)
    identity_repository.lock_account(uow.session, actor.account_id)
    if standing(uow, ports, actor).under_way is not None:
        return
    now = ports.clock.now()
    if identity_repository.hit(uow.session, f"export:{actor.account_id}", leaving.WINDOW, now) > leaving.MOST_A_DAY:
        raise DomainError(leaving.TOO_MANY)
    public_id = ports.chance.token()
    digest = hashlib.sha256(public_id.encode()).hexdigest()
    key = f"exports/{digest[:2]}/{digest}"
    uow.session.add(Export(public_id=public_id, account_id=actor.account_id, storage_key=key, created_at=now))
    uow.defer(MAKE, public_id=public_id)
    audit_service.record(uow, ports, actor, "export.asked", f"account:{actor.account_id}")
    uow.notify(topics.account(actor.account_id))


def plan(uow: UnitOfWork, ports: Inside, public_id: str) -> Plan | None:
    """What is to be written, from the beginning; None when it is ready, or wanted no more."""
    row = repository.export(uow.session, public_id)
    if row is None or row.ready_at is not None:
        return None
    pieces = archive.pieces(uow.session, row.account_id, ports.settings.origin, row.created_at)
    row.done, row.total = 0, len(pieces) + 1
    uow.notify(topics.account(row.account_id))
    return Plan(row.created_at, pieces)


def progress(uow: UnitOfWork, _ports: Inside, public_id: str, done: int) -> None:
    """Tell the open pages how far it is."""
    row = repository.export(uow.session, public_id)
    if row is not None and row.ready_at is None:
        row.done = done
        uow.notify(topics.account(row.account_id))


def finish(uow: UnitOfWork, ports: Inside, public_id: str, content: bytes) -> None:
    """Store the ZIP durably, then say that it is ready; somebody who left meanwhile leaves no file."""
    row = repository.export(uow.session, public_id)
    if row is None:
        return
    outside().files.put(row.storage_key, content)
    row.done, row.size = row.total, len(content)
    row.ready_at = row.ready_at or ports.clock.now()
    uow.notify(topics.account(row.account_id))


def serve(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str) -> Served:
    """The actor's ZIP; raises NotFoundError."""
    actor.require(Permission.ACCOUNT_USE)
    row = repository.own_export(uow.session, actor.account_id, public_id)
    if row is None or _is_over(row, ports):
        raise NotFoundError(UNKNOWN)
    try:
        content = outside().files.read(row.storage_key)
    except KeyError:
        raise NotFoundError(UNKNOWN) from None
    audit_service.record(uow, ports, actor, "export.downloaded", f"account:{actor.account_id}")
    return Served(f"mes-donnees-{noumea_date(row.created_at)}.zip", content)


def purge(uow: UnitOfWork, ports: Inside) -> None:
    """Forget what waited long enough: the file first, so that a crash leaves a row to begin again from."""
    for row in repository.exports_before(uow.session, ports.clock.now() - leaving.KEPT):
        outside().files.delete(row.storage_key)
        uow.session.delete(row)
        uow.notify(topics.account(row.account_id))


def _is_over(row: Export, ports: Inside) -> bool:
    return leaving.expires_at(row.created_at, row.ready_at) <= ports.clock.now()
