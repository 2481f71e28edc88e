"""Following invoices: the home page, the list, one invoice, for the supplier and for the agent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.service import cases
from espace_factures.documents.models import Document
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.habilitations.service import applications
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.following import repository
from espace_factures.invoices.following.repository import Query, Slice
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import Delays, Status
from espace_factures.notifications.service import outbox
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction
from espace_factures.organisation.rules.parameters import Parameters
from espace_factures.organisation.service import parameters


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
    suspended: list[tuple[Invoice, DemandeEvent | None]]
    latest: Slice
    pending: Sequence[Any]
    delays: Delays


@dataclass(frozen=True, slots=True)
class SupplierList:
    """A page of the supplier's list."""

    found: Slice
    summary: Summary
    counted: int | None
    places: list[Establishment]
    delays: Delays


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one may read of an invoice."""

    invoice: Invoice
    demande: Demande
    place: Establishment
    direction: Direction
    events: Sequence[DemandeEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    moves: list[Status]
    replaces: str
    replaced_by: str
    as_agent: bool
    directions: Sequence[Direction]
    alerts: list[str]
    parameters: Parameters
    now: datetime


def home(uow: Reading, ports: Inside, actor: Actor) -> Home:
    """The home page of Espace Factures."""
    actor.require(Permission.INVOICE_READ)
    waiting = invoices_repository.suspended(uow.session, actor.account_id)
    return Home(
        places=standing.mine(uow, ports, actor),
        summary=_summary(uow, actor),
        suspended=[(invoice, _last_event(uow, invoice)) for invoice in waiting],
        latest=repository.supplier_page(uow.session, actor, Query()),
        pending=applications.pending_of(uow, ports, actor),
        delays=_delays(uow, ports),
    )


def supplier_list(uow: Reading, ports: Inside, actor: Actor, query: Query) -> SupplierList:
    """A page of the person's invoices with what stands around it."""
    actor.require(Permission.INVOICE_READ)
    is_plain = not query.search and query.since is None
    status = query.statuses[0] if query.statuses else ""
    counted = (
        invoices_repository.counted(uow.session, actor.account_id, query.establishment_id, status) if is_plain else None
    )
    return SupplierList(
        found=repository.supplier_page(uow.session, actor, query),
        summary=_summary(uow, actor),
        counted=counted,
        places=standing.mine(uow, ports, actor),
        delays=_delays(uow, ports),
    )


def turn_page(uow: Reading, ports: Inside, actor: Actor, query: Query) -> tuple[Slice, Delays]:
    """Only the rows of another page: what stands around does not change."""
    actor.require(Permission.INVOICE_READ)
    return repository.supplier_page(uow.session, actor, query), _delays(uow, ports)


def agent_queue(uow: Reading, ports: Inside, actor: Actor, query: Query) -> tuple[Slice, Sequence[Direction], Delays]:
    """A page of what the agent instructs, and the directions."""
    actor.require(Permission.INVOICE_REVIEW)
    return (
        repository.agent_page(uow.session, actor, query),
        organisation_repository.active_directions(uow.session),
        _delays(uow, ports),
    )


def supplier_dossier(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> Dossier:
    """One invoice for its supplier; opening it closes its notices."""
    actor.require(Permission.INVOICE_READ)
    invoice, demande = _readable(uow, actor, reference)
    if (
        establishments_repository.find(uow.session, invoice.establishment_id, actor.account_id, MemberRight.FOLLOW)
        is None
    ):
        raise NotFoundError("Cette facture est introuvable.")
    outbox.mark_read(uow, ports, actor, routes.with_query(routes.INVOICE, ref=reference))
    return _dossier(uow, ports, actor, invoice, demande, as_agent=False)


def agent_dossier(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> Dossier:
    """One invoice for the agent who instructs it."""
    actor.require(Permission.INVOICE_REVIEW)
    invoice, demande = _readable(uow, actor, reference)
    if not demandes_repository.is_instructed(uow.session, actor, demande.id):
        raise NotFoundError("Cette facture est introuvable.")
    return _dossier(uow, ports, actor, invoice, demande, as_agent=True)


def _dossier(
    uow: UnitOfWork, ports: Inside, actor: Actor, invoice: Invoice, demande: Demande, *, as_agent: bool
) -> Dossier:
    session, thread = uow.session, cases.thread(uow, actor, demande, as_agent=as_agent)
    may_deposit = establishments_repository.find(
        session, invoice.establishment_id, actor.account_id, MemberRight.DEPOSIT
    )
    moves = invoices_rules.moves_open_to(actor, Status(invoice.status), as_agent=as_agent)
    return Dossier(
        invoice=invoice,
        demande=demande,
        place=invoices_repository.establishment_of(session, invoice),
        direction=session.get_one(Direction, invoice.direction_id),
        events=thread.events,
        messages=thread.messages,
        documents=thread.documents,
        moves=moves if as_agent or may_deposit else [],
        replaces=invoices_repository.reference_of(session, invoice.replaces_id),
        replaced_by=invoices_repository.replacing(session, invoice.id) or "",
        as_agent=as_agent,
        directions=organisation_repository.active_directions(session) if as_agent else [],
        alerts=[str(finding["message"]) for finding in invoice.findings] if as_agent else [],
        parameters=parameters.at(session, invoice.deposited_at),
        now=ports.clock.now(),
    )


def _readable(uow: Reading, actor: Actor, reference: str) -> tuple[Invoice, Demande]:
    found = invoices_repository.find_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    return found


def _delays(uow: Reading, ports: Inside) -> Delays:
    return Delays(ports.clock.now(), parameters.settled(uow.session))


def _summary(uow: Reading, actor: Actor) -> Summary:
    count, amount = invoices_repository.awaiting(uow.session, actor.account_id)
    return Summary(invoices_repository.counted(uow.session, actor.account_id, 0, ""), count, amount)


def _last_event(uow: Reading, invoice: Invoice) -> Any:
    events = demandes_repository.history(uow.session, invoice.demande_id)
    return events[-1] if events else None
