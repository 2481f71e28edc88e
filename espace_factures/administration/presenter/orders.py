"""Bons de commande ready to read: the list, one of them, and what an import would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from espace_factures import routes
from espace_factures.administration.service.orders import Consumed, Preview
from espace_factures.core import ridet
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.money import francs
from espace_factures.core.words import NBSP, counted, grouped
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.orders.models import Order, OrderLine
from espace_factures.orders.repository import Found
from espace_factures.orders.rules import MOST_READ, Change, Judged, Plan, Query, State
from espace_factures.orders.service.listing import Listing

STATES: Final = (
    (State.OPEN, "Ouverts"),
    (State.CLOSED, "Clos"),
    (State.ALL, "Tous"),
)
MOST_SHOWN: Final = 100
TONES: Final = {Change.NEW: "done", Change.CHANGED: "progress", Change.SAME: "neutral"}
RELEASED: Final = {Status.REJECTED, Status.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line of the list."""

    number: str
    href: str
    place: str
    ridet: str
    label: str
    direction: str
    date: str
    amount: str
    left: str
    used: int
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a bon de commande."""

    label: str
    quantity: str
    unit_price: str
    rate: str
    amount: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """An invoice deposited on it; without address when the agent may not open it."""

    name: str
    href: str
    status: str
    tone: str
    date: str
    amount: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """One bon de commande."""

    number: str = ""
    lead: str = ""
    place: str = ""
    direction: str = ""
    label: str = ""
    date: str = ""
    amount: str = ""
    invoiced: str = ""
    left: str = ""
    used: int = 0
    state: str = ""
    tone: str = "neutral"
    is_open: bool = True
    lines: tuple[LineRow, ...] = ()
    uses: tuple[UseRow, ...] = ()
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What an import does with a bon de commande."""

    number: str
    place: str
    amount: str
    change: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is refused, where it stands, and why."""

    place: str
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """What an import would do."""

    name: str = ""
    words: str = ""
    button: str = ""
    more: str = ""
    rows: tuple[PlanRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    unsaid: str = ""


def order_row(found: Found) -> OrderRow:
    """Whose it is, how much, what is left."""
    order = found.order
    state, tone = _state(order)
    return OrderRow(
        number=order.number,
        href=routes.with_query(routes.ADMIN_ORDER, numero=order.number),
        place=found.place.name,
        ridet=ridet.display(found.place.ridet),
        label=order.label,
        direction=found.direction.name,
        date=short_date(order.ordered_on),
        amount=francs(order.amount),
        left=francs(_left(order)),
        used=_used(order),
        state=state,
        tone=tone,
    )


def order_view(consumed: Consumed) -> OrderView:
    """Everything that its page says."""
    found = consumed.sheet.found
    order, row = found.order, order_row(found)
    return OrderView(
        number=order.number,
        lead=f"{found.place.name} · {row.amount} · reste {row.left}",
        place=f"{found.place.name} — {row.ridet}",
        direction=row.direction,
        label=order.label,
        date=row.date,
        amount=row.amount,
        invoiced=francs(order.invoiced),
        left=row.left,
        used=row.used,
        state=row.state,
        tone=row.tone,
        is_open=order.is_open,
        lines=tuple(_line(line) for line in consumed.sheet.lines),
        uses=tuple(_use(invoice, invoice.reference in consumed.opened) for invoice in consumed.invoices),
        history=tuple(
            f"{'Rouvert' if event.is_open else 'Clos'} le {moment(event.at)} par {account.full_name} : {event.reason}"
            for event, account in consumed.sheet.events
        ),
    )


def direction_choices(listing: Listing) -> list[Choice]:
    """Every direction first."""
    every = Choice("", "Toutes les directions")
    return [every, *(Choice(str(row.id), row.name) for row in listing.directions)]


def limit_words(query: Query) -> str:
    """How far a search looks."""
    if not query.search:
        return ""
    return f"Cherché parmi les {grouped(MOST_READ)} plus récents. Le début d’un numéro, lui, se trouve où qu’il soit."


def plan_view(preview: Preview) -> PlanView:
    """What is new, changed and refused; what stays as it is is only counted."""
    found = preview.plan
    changed = [one for one in found.judged if one.change is not Change.SAME]
    count = len(changed)
    return PlanView(
        name=preview.name,
        words=count_words(found),
        button=f"Importer {counted(count, 'bon de commande', 'bons de commande')}" if count else "",
        more=_more(count, "autre"),
        rows=tuple(_plan_row(one) for one in changed[:MOST_SHOWN]),
        faults=tuple(Fault(f"Ligne {row.row}", row.number, row.why) for row in found.refused[:MOST_SHOWN]),
        unsaid=_more(len(found.refused), "autre ligne refusée", "autres lignes refusées"),
    )


def count_words(found: Plan) -> str:
    """« 12 nouveaux, 3 changés, 40 inchangés, 2 lignes refusées »."""
    counts = found.counts
    said = [
        counted(counts[Change.NEW], "nouveau", "nouveaux"),
        counted(counts[Change.CHANGED], "changé"),
        counted(counts[Change.SAME], "inchangé"),
        counted(len(found.refused), "ligne refusée", "lignes refusées"),
    ]
    return ", ".join(said)


def done_words(found: Plan) -> str:
    """What an import did."""
    return f"Import fait : {count_words(found)}."


def _more(count: int, one: str, many: str = "") -> str:
    return f"Et {counted(count - MOST_SHOWN, one, many)}." if count > MOST_SHOWN else ""


def _plan_row(judged: Judged) -> PlanRow:
    head, lines = judged.given.head, judged.given.lines
    words = [f"{name} : {before} → {after}" for name, before, after in judged.changes]
    brought = f"{head.label} ({counted(len(lines), 'ligne')})" if lines else head.label
    return PlanRow(
        number=head.number,
        place=ridet.display(head.ridet),
        amount=francs(head.amount),
        change="Nouveau" if judged.change is Change.NEW else "Changé",
        tone=TONES[judged.change],
        words=" ; ".join(words) or brought,
    )


def _line(line: OrderLine) -> LineRow:
    return LineRow(
        label=line.label,
        quantity=grouped(line.quantity),
        unit_price=francs(line.unit_price),
        rate=f"{line.tgc_rate.replace('.', ',')}{NBSP}%" if line.tgc_rate else "",
        amount=francs(line.quantity * line.unit_price),
    )


def _use(invoice: Invoice, is_opened: bool) -> UseRow:
    """One that the agent may not open has neither number nor reference."""
    stage, status = STAGES[invoice.status], invoice.status
    href = routes.with_query(routes.ADMIN_INVOICE, ref=invoice.reference) if is_opened else ""
    return UseRow(
        name=f"{invoice.number} ({invoice.reference})" if is_opened else "Une facture que vous ne pouvez pas ouvrir",
        href=href,
        status=stage.label,
        tone=stage.tone,
        date=short_date(noumea_date(invoice.deposited_at)),
        amount=f"{francs(invoice.total_ttc)}, rendus" if status in RELEASED else francs(invoice.total_ttc),
    )


def _left(order: Order) -> int:
    return max(order.amount - order.invoiced, 0)


def _used(order: Order) -> int:
    """In percent, for a bar."""
    return min(order.invoiced * 100 // order.amount, 100) if order.amount else 100


def _state(order: Order) -> tuple[str, str]:
    if not order.is_open:
        return "Clos", "neutral"
    return ("Ouvert", "done") if order.invoiced < order.amount else ("Épuisé", "waiting")


def position_words(rows: Sequence[object]) -> str:
    """What the pager says."""
    return counted(len(rows), "bon de commande", "bons de commande") if rows else ""
