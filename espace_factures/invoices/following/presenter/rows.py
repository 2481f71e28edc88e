"""Invoices of a list ready to read, in French."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.core import ridet
from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.money import francs, francs_cfp
from espace_factures.core.words import counted, grouped, sentence
from espace_factures.demandes.models import DemandeEvent
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.expecting.rules import Usual, expected
from espace_factures.invoices.following.forms import Filters
from espace_factures.invoices.following.repository import MOST_COUNTED, ListedInvoice
from espace_factures.invoices.following.rules import PARTS, Share, share
from espace_factures.invoices.following.service.tracking import Summary
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Delays, Status
from espace_factures.organisation.models import Direction
from espace_factures.ribs.rules import Status as RibStatus

ORDERED = frozenset({Status.ORDERED, Status.SENT})

STATUS_CHOICES = [
    ("", "Tous les statuts"),
    *((name, label) for name, (label, _) in PARTS.items() if name),
    ("en-attente-de-paiement", "En attente de paiement"),
    *((str(status), STAGES[status].label) for status in Status),
]

PERIOD_CHOICES = [
    ("", "Toutes les périodes"),
    ("30-jours", "30 derniers jours"),
    ("3-mois", "3 derniers mois"),
    ("12-mois", "12 derniers mois"),
]

SORT_CHOICES = [
    ("recentes", "Plus récentes en premier"),
    ("anciennes", "Plus anciennes en premier"),
    ("montant-desc", "Montant décroissant"),
    ("montant-asc", "Montant croissant"),
]


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One line of a list, for the supplier or for the agent."""

    reference: str
    href: str
    number: str
    order: str
    owner: str
    place: str
    deposited: str
    status: str
    tone: str
    payment: str
    late: str
    amount: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the list."""

    label: str
    count: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the person: what, why, where to act."""

    what: str
    why: str
    href: str
    gesture: str


def invoice_row(row: ListedInvoice, delays: Delays, detail: str = routes.INVOICE) -> InvoiceRow:
    """A row of the listing."""
    stage = STAGES[row.status]
    return InvoiceRow(
        reference=row.reference,
        href=routes.with_query(detail, ref=row.reference),
        number=row.number,
        order=f"Bon de commande {row.order_number}" if row.order_number else f"Sans bon de commande · {row.code}",
        owner=row.name,
        place=ridet.display(row.ridet),
        deposited=short_date(noumea_date(row.deposited_at)),
        status=stage.label,
        tone=stage.tone,
        payment=payment_words(row, delays),
        late=late_words(row, delays),
        amount=francs(row.total_ttc),
    )


def payment_words(row: ListedInvoice, delays: Delays) -> str:
    """When the money is to be expected, in a few words."""
    status = row.status
    if status is Status.PAID and row.paid_on:
        days = invoices_rules.elapsed_days(row.deposited_at, row.stopped_seconds, None, row.status_at)
        return f"payée le {short_date(row.paid_on)} en {counted(days, 'jour')}"
    if status is Status.SUSPENDED:
        return "en attente de votre réponse"
    if status in invoices_rules.AWAITING_PAYMENT and row.rib_status != RibStatus.VALIDATED:
        return "en attente d’un RIB"
    if status in invoices_rules.ENDED:
        return "pas de paiement"
    usual = Usual(row.usual_of or 0, row.median_days or 0, row.most_days or 0)
    if found := expected(row.deposited_at, row.stopped_seconds, usual, delays.now):
        return f"vers le {short_date(found.first)}"
    if status in ORDERED:
        return "virement en préparation"
    limit = noumea_date(delays.mandate_before(row.deposited_at, row.stopped_seconds))
    return f"ordre de payer avant le {short_date(limit)}" if limit >= noumea_date(delays.now) else "délai dépassé"


def late_words(row: ListedInvoice, delays: Delays) -> str:
    """« en retard de 6 jours », past the day when the order to pay was due; nothing while the supplier is awaited."""
    if row.status in {Status.SUSPENDED, *ORDERED, *invoices_rules.ENDED}:
        return ""
    limit = noumea_date(delays.mandate_before(row.deposited_at, row.stopped_seconds))
    days = (noumea_date(delays.now) - limit).days
    return f"en retard de {counted(days, 'jour')}" if days > 0 else ""


def list_lead(summary: Summary) -> str:
    """« 128 factures · 4 312 500 F CFP en attente de paiement »."""
    if not summary.invoices:
        return "Aucune facture déposée pour l’instant."
    count = counted(summary.invoices, "facture")
    return f"{count} · {francs_cfp(summary.awaiting_amount)} en attente de paiement"


def part_rows(parts: Mapping[Status, Share], wanted: Filters) -> list[PartRow]:
    """The parts of the list, each with what it holds; the other filters stay."""
    return [
        PartRow(
            label=label,
            count=grouped(share(parts, statuses).invoices),
            href=wanted.address(routes.TRACKING, statut=name, place="", rang=1),
            is_current=wanted.statut == name,
        )
        for name, (label, statuses) in PARTS.items()
    ]


def sum_words(answering: Share | None) -> str:
    """« 13 factures · 3 984 500 F »."""
    if answering is None:
        return f"Plus de {grouped(MOST_COUNTED)} factures"
    return f"{counted(answering.invoices, 'facture')} · {francs(answering.amount)}"


def place_choices(places: Iterable[Establishment]) -> list[Choice]:
    """The établissements of a filter."""
    return [Choice("", "Tous les établissements")] + [
        Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in places
    ]


def direction_choices(directions: Iterable[Direction]) -> list[Choice]:
    """The directions of a list."""
    return [Choice(str(row.id), row.name) for row in directions]


def waiting_rows(suspended: Iterable[tuple[Invoice, DemandeEvent | None]]) -> list[Waiting]:
    """The suspended invoices, in the order what, why, where."""
    return [
        Waiting(
            f"La facture {invoice.number} attend une réponse de votre part.",
            sentence(invoices_rules.LIFE.explain(event.reason_code, event.comment, event.reason)) if event else "",
            routes.with_query(routes.INVOICE, ref=invoice.reference),
            f"Compléter la facture {invoice.number}",
        )
        for invoice, event in suspended
    ]
