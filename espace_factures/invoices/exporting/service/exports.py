"""« Exporter »: what the filters of an address answer, taken at once or made by a job, and kept a few days."""

import hashlib
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from espace_factures.app import limits, topics
from espace_factures.app.asking import asked
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
from espace_factures.identity.service.acting import actor_of
from espace_factures.invoices.exporting import repository
from espace_factures.invoices.exporting.messages import cells
from espace_factures.invoices.exporting.models import InvoiceExport
from espace_factures.invoices.exporting.rules import AT_ONCE, CHUNK, KEPT, MOST, Sheet
from espace_factures.invoices.exporting.service.writing import WRITERS, Writer
from espace_factures.invoices.following.forms import query_of, read_filters
from espace_factures.invoices.following.repository.slices import Slice, cursor_at, supplier_page, supplier_sum
from espace_factures.invoices.following.rules import Query
from espace_factures.jobs.queue import Job, Line

RIGHT: Final = Permission.INVOICE_READ
MAKE: Final = Job("invoices.export", Line.EXPORTS)
UNKNOWN: Final = "Cet export est introuvable : il est gardé sept jours. Demandez-en un autre."


@dataclass(frozen=True, slots=True)
class Offered:
    """How many invoices the filters answer, whether they are too many to wait for, and the exports made before."""

    count: int
    is_more: bool
    made: list[InvoiceExport]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a job writes: for whom, which rows, in which sheet."""

    actor: Actor
    query: Query
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Taken:
    """A file on its way to its person."""

    name: str
    sheet: Sheet
    content: bytes


def offered(uow: Reading, ports: Inside, actor: Actor, filters: str) -> Offered:
    """What the page of exports says."""
    actor.require(RIGHT)
    count, _ = asked(uow, supplier_sum(actor, _query(ports, filters)))
    return Offered(count, count > AT_ONCE, list(repository.own(uow.session, actor.account_id, _since(ports))))


async def at_once(actor: Actor, filters: str, sheet: Sheet) -> Taken | None:
    """The sheet of few rows; None for many."""
    found, today = await read(_few, actor, filters)
    if found.has_next:
        return None
    await run(taken, actor)
    return Taken(f"factures-{today}.{sheet}", sheet, await away(_written, sheet, found))


def begin(uow: UnitOfWork, ports: Inside, actor: Actor, filters: str, sheet: Sheet) -> None:
    """Have the sheet of many rows made; the same one under way is joined."""
    actor.require(RIGHT)
    now = ports.clock.now()
    under_way = (row for row in repository.own(uow.session, actor.account_id, _since(ports)) if row.ready_at is None)
    if any((row.filters, row.sheet) == (filters, sheet) for row in under_way):
        return
    if over := limits.count(uow, ports, Limit.SHEETS, actor.account_id).refusal:
        raise DomainError(over, "too-many")
    public_id = ports.chance.token()
    uow.session.add(
        InvoiceExport(
            public_id=public_id,
            account_id=actor.account_id,
            sheet=sheet,
            filters=filters,
            storage_key=key_of(public_id),
            created_at=now,
        )
    )
    uow.defer(MAKE, public_id=public_id)
    audit_service.record(uow, ports, actor, Action.INVOICES_EXPORTED, f"account:{actor.account_id}")
    uow.notify(topics.account(actor.account_id))


async def make(public_id: str) -> None:
    """Write the sheet row by row, store it, then say that it is ready; a run that died begins again."""
    plan = await read(planned, public_id)
    if plan is None:
        return
    with tempfile.TemporaryFile() as file:
        writer = WRITERS[plan.sheet](file)
        done, is_cut = await _fill(writer, plan, public_id)
        content = await away(writer.done)
    await away(outside().files.put, key_of(public_id), content)
    if not await run(finish, public_id, done, len(content), is_cut=is_cut):
        await away(outside().files.delete, key_of(public_id))


async def _fill(writer: Writer, plan: Plan, public_id: str) -> tuple[int, bool]:
    """Every row, some at a time; how many, and whether more were left out."""
    query, done = plan.query, 0
    while True:
        found = await read(_page, plan.actor, query)
        await away(writer.add, [cells(row) for row in found.rows])
        done += len(found.rows)
        if not found.has_next or done >= MOST:
            return done, found.has_next
        query = replace(query, cursor=cursor_at(found.rows[-1], query.sort))
        await run(progress, public_id, done)


def planned(uow: Reading, _ports: Inside, public_id: str) -> Plan | None:
    """What is to be written; None when it is ready, or wanted no more."""
    row = repository.named(uow.session, public_id)
    if row is None or row.ready_at is not None:
        return None
    query = read_filters(query_of(row.filters)).query(row.created_at)
    return Plan(actor_of(uow, row.account_id, ""), replace(query, cursor=None, size=CHUNK), row.sheet)


def progress(uow: UnitOfWork, _ports: Inside, public_id: str, done: int) -> None:
    """Tell the open pages how far it is."""
    row = repository.locked(uow.session, public_id)
    if row is not None and row.ready_at is None:
        row.done = done
        uow.notify(topics.account(row.account_id))


def finish(uow: UnitOfWork, ports: Inside, public_id: str, done: int, size: int, *, is_cut: bool) -> bool:
    """Say that it is ready; False when its person left meanwhile."""
    row = repository.locked(uow.session, public_id)
    if row is None:
        return False
    row.done, row.size, row.is_cut = done, size, is_cut
    row.ready_at = row.ready_at or ports.clock.now()
    uow.notify(topics.account(row.account_id))
    return True


async def take(actor: Actor, public_id: str) -> Taken:
    """The actor's own export; raises NotFoundError."""
    row = await read(own, actor, public_id)
    try:
        content = await away(outside().files.read, row.storage_key)
    except KeyError:
        raise NotFoundError(UNKNOWN) from None
    await run(taken, actor)
    return Taken(f"factures-{noumea_date(row.created_at)}.{row.sheet}", row.sheet, content)


def own(uow: Reading, ports: Inside, actor: Actor, public_id: str) -> InvoiceExport:
    """The actor's export that waits to be downloaded; raises NotFoundError."""
    actor.require(RIGHT)
    row = repository.named(uow.session, public_id)
    is_own = row is not None and row.account_id == actor.account_id and row.ready_at is not None
    if row is None or not is_own or row.created_at <= _since(ports):
        raise NotFoundError(UNKNOWN)
    return row


def taken(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    """Write in the journal that the actor took rows away."""
    audit_service.record(uow, ports, actor, Action.INVOICES_TAKEN, f"account:{actor.account_id}")


async def purge() -> None:
    """Forget what waited long enough: the file first, so that a crash leaves a row to begin again from."""
    for public_id in await read(those_over):
        await away(outside().files.delete, key_of(public_id))
        await run(discard, public_id)


def those_over(uow: Reading, ports: Inside) -> list[str]:
    """The exports that waited long enough."""
    return [row.public_id for row in repository.asked_before(uow.session, _since(ports))]


def discard(uow: UnitOfWork, _ports: Inside, public_id: str) -> None:
    """The row of an export whose file is gone."""
    row = repository.locked(uow.session, public_id)
    if row is not None:
        uow.session.delete(row)


def key_of(public_id: str) -> str:
    """Where the bytes of an export are."""
    digest = hashlib.sha256(public_id.encode()).hexdigest()
    return f"sheets/{digest[:2]}/{digest}"


def _few(uow: Reading, ports: Inside, actor: Actor, filters: str) -> tuple[Slice, date]:
    actor.require(RIGHT)
    return _found(uow, ports, actor, filters), noumea_date(ports.clock.now())


def _found(uow: Reading, ports: Inside, actor: Actor, filters: str) -> Slice:
    return asked(uow, supplier_page(actor, replace(_query(ports, filters), size=AT_ONCE)))


def _query(ports: Inside, filters: str) -> Query:
    return replace(read_filters(query_of(filters)).query(ports.clock.now()), cursor=None)


def _page(uow: Reading, _ports: Inside, actor: Actor, query: Query) -> Slice:
    return asked(uow, supplier_page(actor, query))


def _written(sheet: Sheet, found: Slice) -> bytes:
    with tempfile.TemporaryFile() as file:
        writer = WRITERS[sheet](file)
        writer.add(cells(row) for row in found.rows)
        return writer.done()


def _since(ports: Inside) -> datetime:
    return ports.clock.now() - KEPT
