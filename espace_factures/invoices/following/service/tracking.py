"""Following invoices: the home page, the list, one invoice, for the supplier and for the agent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from espace_factures.app.asking import asked
from espace_factures.app.reading import Reading
from espace_factures.app.run import ask, wall_clock
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import today
from espace_factures.core.documents import Level
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.service.kinds import Case
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.service import standing
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import TO_DECIDE
from espace_factures.habilitations.service import applications
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.awaiting import repository as awaiting_repository
from espace_factures.invoices.awaiting import rules as awaiting_rules
from espace_factures.invoices.awaiting.rules import Waiting, Waits
from espace_factures.invoices.expecting import repository as expecting_repository
from espace_factures.invoices.expecting.repository import Lately, NextPayment
from espace_factures.invoices.expecting.rules import Coming, Usual
from espace_factures.invoices.following.repository import slices
from espace_factures.invoices.following.repository.slices import Slice
from espace_factures.invoices.following.rules import MOST_COUNTED, Query, Share, share
from espace_factures.invoices.following.service import beginning, signals
from espace_factures.invoices.following.service.beginning import Beginning
from espace_factures.invoices.following.service.signals import Signal
from espace_factures.invoices.models import CreditNote, Invoice
from espace_factures.invoices.repository import Total
from espace_factures.invoices.rules import Delays, Status
from espace_factures.orders import repository as orders_repository
from espace_factures.orders.models import Order
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import Direction
from espace_factures.organisation.rules.parameters import Parameters
from espace_factures.organisation.service import parameters
from espace_factures.ribs.models import Rib
from espace_factures.ribs.service import keeping, paying, vouched
from espace_factures.ribs.service.keeping import RibChoice
from espace_factures.ribs.service.vouched import Vouched

HINTS: Final = frozenset({"read_from_text", "read_from_picture"})
"""What helps who fills a form, and says nothing of the invoice."""
COMPUTED_AGAIN: Final = frozenset(
    {("DOUBLON", "document"), ("DOUBLON", "number"), ("DOUBLON", "total_ttc"), ("COORD_BANC_ERR", "rib")}
)
"""What the deposit found that `signals` finds again, as things stand."""


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
    waiting: list[Waiting]
    """The first of each kind, the most pressing first, each beside how many of its kind there are."""
    next_payment: NextPayment | None
    lately: Lately
    coming: Sequence[Coming]
    """What is to be paid, by week."""
    latest: Slice
    pending: Sequence[tuple[Habilitation, Demande]]
    """Their habilitations that agents decide."""
    delays: Delays
    beginning: Beginning | None
    """How far they are, until a first invoice is deposited."""


@dataclass(frozen=True, slots=True)
class SupplierList:
    """A page of the supplier's list."""

    found: Slice
    summary: Summary
    parts: Mapping[Status, Share]
    """By status, those of the établissement that is chosen, whatever else is."""
    answering: Share | None
    """All that the filters answer; None past what is counted."""
    places: list[Establishment]
    directions: Sequence[Direction]
    delays: Delays


@dataclass(frozen=True, slots=True)
class Panel:
    """What an invoice's page shows besides its thread; the directions, the signals and the whole RIB are for agents.

    `rib_fault` says why nothing may be paid on its RIB now; `ribs` are what its manager may choose from.
    """

    place: Establishment
    direction: Direction
    replaces: str
    replaced_by: str
    parameters: Parameters
    directions: Sequence[Direction] = ()
    signals: Sequence[Signal] = ()
    """What was found of the document, and the signs of fraud as things stand."""
    vouched: Vouched | None = None
    """The whole RIB, where the next step may move money."""
    rib: Rib | None = None
    read: Mapping[str, str] = field(default_factory=dict)
    """What was read on the document, by field."""
    order: Order | None = None
    ordering: str = ""
    """The direction of the bon de commande."""
    rib_fault: str = ""
    usual: Usual = field(default_factory=Usual)
    """What its direction usually takes."""
    ribs: Sequence[RibChoice] = ()
    credit_notes: Sequence[CreditNote] = ()
    orders: Sequence[Order] = ()
    """The bons de commande that its supplier may name instead, while they are asked to correct it."""


InvoiceDossier = Dossier[Invoice, Panel]


def home(uow: Reading, ports: Inside, actor: Actor) -> Home:
    """The home page of Espace Factures."""
    actor.require(Permission.INVOICE_READ)
    places, asked_for = standing.mine(uow, ports, actor), applications.pending_of(uow, ports, actor)
    summary = _summary(invoices_repository.totals(uow.session, actor.account_id))
    pending = [pair for pair in asked_for if pair[0].status in TO_DECIDE]
    started = None if summary.invoices else beginning.of(uow, ports, actor, places, asked_for)
    given_back = [] if started else [pair for pair in asked_for if pair not in pending]
    return Home(
        places=places,
        summary=summary,
        waiting=_waiting(uow, ports, actor, given_back),
        next_payment=expecting_repository.next_payment(uow.session, actor.account_id),
        lately=expecting_repository.lately(uow.session, actor.account_id),
        coming=expecting_repository.coming(uow.session, actor.account_id, today(ports.clock.now())),
        latest=asked(uow, slices.supplier_page(actor, Query())),
        pending=pending,
        delays=_delays(uow, ports),
        beginning=started,
    )


def _waiting(
    uow: Reading, ports: Inside, actor: Actor, given_back: Sequence[tuple[Habilitation, Demande]]
) -> list[Waiting]:
    """What waits, the habilitations too that an agent gave back; a newcomer has those in a step."""
    asked_back = [
        Waiting(
            Waits.HABILITATION,
            demande.reference,
            habilitation.name,
            demande.updated_at,
            None,
            0,
            habilitation.status,
            "",
            "",
            len(given_back),
        )
        for habilitation, demande in given_back
    ]
    return awaiting_rules.ranked([*awaiting_repository.waiting(uow.session, actor, ports.clock.now()), *asked_back])


def supplier_list(uow: Reading, ports: Inside, actor: Actor, query: Query) -> SupplierList:
    """A page of the person's invoices with what stands around it."""
    actor.require(Permission.INVOICE_READ)
    totals = invoices_repository.totals(uow.session, actor.account_id, query.establishment_id)
    here = {total.status: Share(total.here, total.amount_here) for total in totals}
    answering = share(here, set(query.statuses or Status)) if query.is_plain else _counted(uow, actor, query)
    return SupplierList(
        found=asked(uow, slices.supplier_page(actor, replace(query, is_few=answering is not None))),
        summary=_summary(totals),
        parts=here,
        answering=answering,
        places=standing.mine(uow, ports, actor),
        directions=organisation_repository.active_directions(uow.session),
        delays=_delays(uow, ports),
    )


async def turn_page(actor: Actor, query: Query) -> tuple[Slice, Delays]:
    """Only the rows of another page: what stands around does not change."""
    actor.require(Permission.INVOICE_READ)
    return await ask(slices.supplier_page(actor, query)), Delays(wall_clock(), await parameters.known())


def panel(uow: Reading, ports: Inside, actor: Actor, case: Case[Invoice], as_agent: bool) -> Panel:
    """What the page of an invoice shows besides its thread."""
    session, invoice = uow.session, case.item
    directions = organisation_repository.active_directions(session) if as_agent else ()
    around = invoices_repository.around(session, invoice)
    place, rib = around.place, around.rib
    order = orders_repository.by_id(session, invoice.order_id) if as_agent and invoice.order_id else None
    ordering = organisation_repository.direction(session, order.direction_id) if order else None
    fault = paying.fault(rib, ports.clock.now()) if Status(invoice.status) in invoices_rules.AWAITING_PAYMENT else None
    return Panel(
        place=place,
        direction=around.direction,
        replaces=around.replaces or "",
        replaced_by=around.replaced_by or "",
        parameters=parameters.at(session, invoice.deposited_at),
        directions=directions,
        signals=_signals(uow, actor, invoice, rib, place) if as_agent else (),
        vouched=_vouched(uow, ports, invoice, rib) if as_agent else None,
        read=invoices_repository.read_values(session, invoice) if as_agent else {},
        order=order,
        ordering=ordering.name if ordering else "",
        rib=rib,
        rib_fault=fault.sentence if fault else "",
        usual=expecting_repository.usual(session, invoice.direction_id),
        ribs=() if as_agent else _ribs_to_choose(uow, ports, actor, invoice),
        credit_notes=invoices_repository.credit_notes(session, invoice),
        orders=() if as_agent else _orders_to_choose(uow, invoice),
    )


def _ribs_to_choose(uow: Reading, ports: Inside, actor: Actor, invoice: Invoice) -> Sequence[RibChoice]:
    """What a manager may name until the mandate."""
    if Status(invoice.status) not in invoices_rules.RIB_OPEN:
        return ()
    return keeping.offered(uow, ports, invoice.establishment_id, manager=actor)


def _orders_to_choose(uow: Reading, invoice: Invoice) -> Sequence[Order]:
    if Status(invoice.status) is not Status.SUSPENDED:
        return ()
    return orders_repository.open_orders(uow.session, [invoice.establishment_id])


def _signals(uow: Reading, actor: Actor, invoice: Invoice, rib: Rib | None, place: Establishment) -> list[Signal]:
    """What was found at the deposit, less the supplier's hints and what is computed again; the severe ones first."""
    told = (finding for finding in invoice.findings if finding["code"] not in HINTS)
    found = (finding for finding in told if (finding["code"], finding["field"]) not in COMPUTED_AGAIN)
    kept = [Signal(signals.observed(str(finding["message"])), finding["level"] == Level.ERROR) for finding in found]
    every = [*signals.raised(uow, actor, invoice, rib, place), *kept]
    return sorted(every, key=lambda signal: not signal.is_severe)


def _vouched(uow: Reading, ports: Inside, invoice: Invoice, rib: Rib | None) -> Vouched | None:
    is_shown = rib is not None and invoice.status in invoices_rules.AT_PAYMENT
    return vouched.of(uow.session, rib, ports.clock.now()) if rib is not None and is_shown else None


def _delays(uow: Reading, ports: Inside) -> Delays:
    return Delays(ports.clock.now(), parameters.settled(uow.session))


def _counted(uow: Reading, actor: Actor, query: Query) -> Share | None:
    count, amount = asked(uow, slices.supplier_sum(actor, query))
    return Share(count, amount) if count <= MOST_COUNTED else None


def _summary(totals: Sequence[Total]) -> Summary:
    everything = {total.status: Share(total.invoices, total.amount) for total in totals}
    awaiting = share(everything, invoices_rules.AWAITING_PAYMENT)
    return Summary(share(everything, set(Status)).invoices, awaiting.invoices, awaiting.amount)
