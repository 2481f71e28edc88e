"""Bons de commande as agents read them: the list, one of them, and all of them for a spreadsheet."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import sheets
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from espace_factures.orders import repository
from espace_factures.orders.models import OrderEvent, OrderLine
from espace_factures.orders.repository import Found
from espace_factures.orders.rules import PAGE_SIZE, Place, Query
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction

UNKNOWN: Final = "Ce bon de commande est introuvable."
COLUMNS: Final = (
    "numero", "ridet", "direction", "libelle", "montant", "date", "nom", "facture", "reste", "etat",
)  # fmt: skip
"""Those of an import first: what is exported may be imported again."""
AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, whether others come before and after it, and the directions to choose from."""

    rows: Sequence[Found]
    has_previous: bool
    has_next: bool
    directions: Sequence[Direction]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One bon de commande, its lines, and when it was closed and opened again."""

    found: Found
    lines: Sequence[OrderLine]
    events: Sequence[tuple[OrderEvent, Account]]


def listed(uow: Reading, _ports: Inside, actor: Actor, query: Query) -> Listing:
    """A page of what the actor may read."""
    actor.require(Permission.ORDER_READ)
    rows = repository.page(uow.session, actor, query, PAGE_SIZE + 1)
    has_more, is_before = len(rows) > PAGE_SIZE, query.place is not None and query.place.is_before
    shown = rows[:PAGE_SIZE][::-1] if is_before else rows[:PAGE_SIZE]
    directions = _directions(uow, actor)
    return Listing(
        shown,
        has_previous=has_more if is_before else query.place is not None,
        has_next=is_before or has_more,
        directions=directions,
    )


def sheet(uow: Reading, _ports: Inside, actor: Actor, number: str) -> Sheet:
    """One of them; raises NotFoundError."""
    actor.require(Permission.ORDER_READ)
    found = repository.find(uow.session, actor, number)
    if found is None:
        raise NotFoundError(UNKNOWN)
    order_id = found.order.id
    return Sheet(found, repository.lines(uow.session, [order_id]), repository.events(uow.session, order_id))


async def exported(actor: Actor, query: Query) -> AsyncIterator[str]:
    """What the list shows, from its first row to its last, written as it is read; the audit log says so first."""
    await run(_record_export, actor)
    yield sheets.MARK + sheets.written([COLUMNS])
    asked: Query | None = replace(query, place=None)
    while asked is not None:
        rows = await read(_chunk, actor, asked)
        yield sheets.written(_cells(row) for row in rows)
        last = rows[-1].order if len(rows) == AT_ONCE else None
        asked = replace(asked, place=Place(last.ordered_on, last.id)) if last else None


def _record_export(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    actor.require(Permission.ORDER_READ)
    audit_service.record(uow, ports, actor, Action.ORDERS_EXPORTED, "orders")


def _chunk(uow: Reading, _ports: Inside, actor: Actor, query: Query) -> list[Found]:
    return repository.page(uow.session, actor, query, AT_ONCE)


def _cells(row: Found) -> list[object]:
    order = row.order
    state = "ouvert" if order.is_open else "clos"
    left = max(order.amount - order.invoiced, 0)
    given = [order.number, row.place.ridet, row.direction.code, order.label, order.amount, order.ordered_on]
    return [*given, row.place.name, order.invoiced, left, state]


def _directions(uow: Reading, actor: Actor) -> Sequence[Direction]:
    """Those whose bons de commande the actor may read."""
    if actor.can(Permission.ORDER_KEEP) or actor.can(Permission.INVOICE_PAY):
        return organisation_repository.every_direction(uow.session)
    return organisation_repository.directions_of(uow.session, actor.account_id)
