"""Following invoices: the home page, the list, one invoice, for the supplier and for the agent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.establishments import repository as establishments
from espace_factures.establishments import service as members
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.habilitations import service as habilitations
from espace_factures.invoices import listing, repository, rules
from espace_factures.invoices.listing import Query, Slice
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import Status
from espace_factures.notifications import service as notifications
from espace_factures.orders import repository as orders
from espace_factures.orders.models import Direction
from espace_factures.requests import repository as requests
from espace_factures.requests import service as threads
from espace_factures.requests.models import Document, Message, Request, RequestEvent


@dataclass(frozen=True, slots=True)
class Summary:
    """What the line under the title says."""

    invoices: int
    awaiting: int
    awaiting_amount: int


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows."""

    places: list[Establishment]
    summary: Summary
    suspended: list[tuple[Invoice, RequestEvent | None]]
    latest: Slice
    pending: Sequence[Any]
    now: datetime


@dataclass(frozen=True, slots=True)
class SupplierList:
    """A page of the supplier's list."""

    found: Slice
    summary: Summary
    counted: int | None
    places: list[Establishment]
    now: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one may read of an invoice."""

    invoice: Invoice
    request: Request
    place: Establishment
    direction: Direction
    events: Sequence[RequestEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    moves: list[Status]
    replaces: str
    replaced_by: str
    as_agent: bool
    directions: Sequence[Direction]
    alerts: list[str]
    now: datetime


def home(uow: UnitOfWork, ports: Ports, actor: Actor) -> Home:
    """The home page of Espace Factures."""
    actor.require(Permission.INVOICE_READ)
    waiting = repository.suspended(uow.session, actor.account_id)
    return Home(
        places=members.mine(uow, ports, actor),
        summary=_summary(uow, actor),
        suspended=[(invoice, _last_event(uow, invoice)) for invoice in waiting],
        latest=listing.supplier_page(uow.session, actor, Query()),
        pending=habilitations.pending_of(uow, ports, actor),
        now=ports.clock.now(),
    )


def supplier_list(uow: UnitOfWork, ports: Ports, actor: Actor, query: Query) -> SupplierList:
    """A page of the person's invoices with what stands around it."""
    actor.require(Permission.INVOICE_READ)
    is_plain = not query.search and query.since is None
    status = query.statuses[0] if query.statuses else ""
    counted = repository.counted(uow.session, actor.account_id, query.establishment_id, status) if is_plain else None
    return SupplierList(
        found=listing.supplier_page(uow.session, actor, query),
        summary=_summary(uow, actor),
        counted=counted,
        places=members.mine(uow, ports, actor),
        now=ports.clock.now(),
    )


def turn_page(uow: UnitOfWork, ports: Ports, actor: Actor, query: Query) -> tuple[Slice, datetime]:
    """Only the rows of another page: what stands around does not change."""
    actor.require(Permission.INVOICE_READ)
    return listing.supplier_page(uow.session, actor, query), ports.clock.now()


def agent_queue(
    uow: UnitOfWork, ports: Ports, actor: Actor, query: Query
) -> tuple[Slice, Sequence[Direction], datetime]:
    """A page of what the agent instructs, and the directions."""
    actor.require(Permission.INVOICE_REVIEW)
    return listing.agent_page(uow.session, actor, query), orders.active_directions(uow.session), ports.clock.now()


def supplier_dossier(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> Dossier:
    """One invoice for its supplier; opening it closes its notices."""
    actor.require(Permission.INVOICE_READ)
    invoice, request = _readable(uow, actor, reference)
    if establishments.find(uow.session, invoice.establishment_id, actor.account_id, MemberRight.FOLLOW) is None:
        raise NotFoundError("Cette facture est introuvable.")
    notifications.mark_read(uow, ports, actor, f"/factures/detail?ref={reference}")
    return _dossier(uow, ports, actor, invoice, request, as_agent=False)


def agent_dossier(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> Dossier:
    """One invoice for the agent who instructs it."""
    actor.require(Permission.INVOICE_REVIEW)
    invoice, request = _readable(uow, actor, reference)
    if not requests.is_instructed(uow.session, actor, request.id or 0):
        raise NotFoundError("Cette facture est introuvable.")
    return _dossier(uow, ports, actor, invoice, request, as_agent=True)


def _dossier(
    uow: UnitOfWork, ports: Ports, actor: Actor, invoice: Invoice, request: Request, *, as_agent: bool
) -> Dossier:
    session, thread = uow.session, threads.thread(uow, actor, request, as_agent=as_agent)
    may_deposit = establishments.find(session, invoice.establishment_id, actor.account_id, MemberRight.DEPOSIT)
    moves = rules.moves_open_to(actor, Status(invoice.status), as_agent=as_agent)
    return Dossier(
        invoice=invoice,
        request=request,
        place=repository.establishment_of(session, invoice),
        direction=session.get_one(Direction, invoice.direction_id),
        events=thread.events,
        messages=thread.messages,
        documents=thread.documents,
        moves=moves if as_agent or may_deposit else [],
        replaces=repository.reference_of(session, invoice.replaces_id),
        replaced_by=repository.replacing(session, invoice.id or 0) or "",
        as_agent=as_agent,
        directions=orders.active_directions(session) if as_agent else [],
        alerts=[str(finding["message"]) for finding in invoice.findings] if as_agent else [],
        now=ports.clock.now(),
    )


def _readable(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Invoice, Request]:
    found = repository.find_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    return found


def _summary(uow: UnitOfWork, actor: Actor) -> Summary:
    count, amount = repository.awaiting(uow.session, actor.account_id)
    return Summary(repository.counted(uow.session, actor.account_id, 0, ""), count, amount)


def _last_event(uow: UnitOfWork, invoice: Invoice) -> Any:
    events = requests.history(uow.session, invoice.request_id)
    return events[-1] if events else None
