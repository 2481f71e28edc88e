"""« Télécharger mes données »: asked for by a click, made by a job, kept a few days."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit
from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.jobs.queue import Job, Line
from espace_factures.privacy import repository
from espace_factures.privacy.models import Export
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import archive
from espace_factures.privacy.service.archive import Piece

MAKE: Final = Job("privacy.make_export", Line.EXPORTS)
UNKNOWN: Final = "Ce fichier est introuvable : il est gardé sept jours. Demandez-en un autre."


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
    if over := limits.count(uow, ports, Limit.EXPORTS, actor.account_id).refusal:
        raise DomainError(over, "too-many")
    now = ports.clock.now()
    public_id = ports.chance.token()
    key = key_of(public_id)
    uow.session.add(Export(public_id=public_id, account_id=actor.account_id, storage_key=key, created_at=now))
    uow.defer(MAKE, public_id=public_id)
    audit_service.record(uow, ports, actor, Action.EXPORT_ASKED, f"account:{actor.account_id}")
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


async def store(public_id: str, content: bytes) -> None:
    """Store the ZIP durably, then say that it is ready; somebody who left meanwhile leaves no file."""
    await away(outside().files.put, key_of(public_id), content)
    if not await run(finish, public_id, len(content)):
        await forget(public_id)


async def clean(public_id: str) -> None:
    """A run that died between the two left the bytes of somebody who has left since: they go."""
    if await read(is_gone, public_id):
        await forget(public_id)


def is_gone(uow: Reading, _ports: Inside, public_id: str) -> bool:
    """Whether no row speaks of the export any more."""
    return not repository.is_known(uow.session, public_id)


async def forget(public_id: str) -> None:
    """The bytes of an export that is gone."""
    await away(outside().files.delete, key_of(public_id))


def finish(uow: UnitOfWork, ports: Inside, public_id: str, size: int) -> bool:
    """Say that the ZIP is ready; False when its person left meanwhile."""
    row = repository.export(uow.session, public_id)
    if row is None:
        return False
    row.done, row.size = row.total, size
    row.ready_at = row.ready_at or ports.clock.now()
    uow.notify(topics.account(row.account_id))
    return True


async def serve(actor: Actor, public_id: str) -> Served:
    """The actor's ZIP; raises NotFoundError."""
    row = await read(own, actor, public_id)
    try:
        content = await away(outside().files.read, row.storage_key)
    except KeyError:
        raise NotFoundError(UNKNOWN) from None
    await run(downloaded, actor)
    return Served(f"mes-donnees-{noumea_date(row.created_at)}.zip", content)


def own(uow: Reading, ports: Inside, actor: Actor, public_id: str) -> Export:
    """The actor's export that waits to be downloaded; raises NotFoundError."""
    actor.require(Permission.ACCOUNT_USE)
    row = repository.own_export(uow.session, actor.account_id, public_id)
    if row is None or _is_over(row, ports):
        raise NotFoundError(UNKNOWN)
    return row


def downloaded(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    """Write in the journal that the actor took their data."""
    audit_service.record(uow, ports, actor, Action.EXPORT_DOWNLOADED, f"account:{actor.account_id}")


async def purge() -> None:
    """Forget what waited long enough: the file first, so that a crash leaves a row to begin again from."""
    for public_id in await read(those_over):
        await forget(public_id)
        await run(discard, public_id)


def those_over(uow: Reading, ports: Inside) -> list[str]:
    """The exports that waited long enough."""
    return [row.public_id for row in repository.exports_before(uow.session, ports.clock.now() - leaving.KEPT)]


def discard(uow: UnitOfWork, _ports: Inside, public_id: str) -> None:
    """The row of an export whose file is gone."""
    row = repository.export(uow.session, public_id)
    if row is not None:
        uow.session.delete(row)
        uow.notify(topics.account(row.account_id))


def key_of(public_id: str) -> str:
    """Where the bytes of an export are."""
    digest = hashlib.sha256(public_id.encode()).hexdigest()
    return f"exports/{digest[:2]}/{digest}"


def _is_over(row: Export, ports: Inside) -> bool:
    return leaving.expires_at(row.created_at, row.ready_at) <= ports.clock.now()
