"""Invoices of a list ready to read, in French."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from espace_factures import routes
from espace_factures.core.calendar import listed_date, noumea_date
from espace_factures.core.choice import Choice
from espace_factures.core.money import francs, francs_cfp
from espace_factures.core.words import capital, counted, grouped
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.expecting.rules import Usual, expected
from espace_factures.invoices.following.forms import CHOSEN_DAYS, Filters
from espace_factures.invoices.following.repository.slices import ListedInvoice
from espace_factures.invoices.following.rules import MOST_COUNTED, PARTS, Share, share
from espace_factures.invoices.following.service.tracking import Summary
from espace_factures.invoices.rules import STAGES, Delays, Status
from espace_factures.organisation.models import Direction
from espace_factures.ribs.rules import Status as RibStatus

ORDERED: Final[Mapping[Status, str]] = {Status.ORDERED: "ordre de payer donné", Status.SENT: "virement en préparation"}
NOWHERE: Final[Mapping[int, str]] = {}
DAY_SECONDS: Final = 86_400
DIRECTION: Final = re.compile(r"^direction (?:de la |de l[’']|des |du |de |d[’'])", re.IGNORECASE)

PERIOD_CHOICES = [
    ("", "Toutes les périodes"),
    ("30-jours", "30 derniers jours"),
    ("3-mois", "3 derniers mois"),
    ("12-mois", "12 derniers mois"),
    (CHOSEN_DAYS, "Dates choisies…"),
]

SORT_CHOICES = [
    ("recentes", "Plus récentes en premier"),
    ("anciennes", "Plus anciennes en premier"),
    ("montant-desc", "Montant décroissant"),
    ("montant-asc", "Montant croissant"),
    ("numero-asc", "Numéro croissant"),
    ("numero-desc", "Numéro décroissant"),
    ("statut-desc", "Derniers changements de statut"),
    ("statut-asc", "Statuts les plus anciens"),
]


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One line of a list, for the supplier or for the agent."""

    reference: str
    href: str
    number: str
    beside: str
    """Its order and its direction."""
    place: str
    deposited: str
    status: str
    tone: str
    payment: str
    """The date of the money."""
    note: str
    late: str
    amount: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the list."""

    label: str
    count: str
    href: str
    is_current: bool


def invoice_row(row: ListedInvoice, delays: Delays, places: Mapping[int, str] = NOWHERE) -> InvoiceRow:
    """A row of the listing; `places` says how each établissement is called there."""
    stage, payment, late = STAGES[row.status], payment_words(row, delays), late_words(row, delays)
    order = row.order_number or "Sans bon de commande"
    return InvoiceRow(
        reference=row.reference,
        href=routes.with_query(routes.INVOICE, ref=row.reference),
        number=row.number,
        beside=f"{order} · {direction_words(row.direction)}",
        place=places.get(row.establishment_id, row.name),
        deposited=listed_date(noumea_date(row.deposited_at), noumea_date(delays.now)),
        status=stage.label,
        tone=stage.tone,
        payment=payment,
        note="" if late else note_words(row, payment),
        late=late,
        amount=francs(row.total_ttc),
    )


def payment_words(row: ListedInvoice, delays: Delays) -> str:
    """When the money is to be expected, in a few words."""
    status, today = row.status, noumea_date(delays.now)
    if status is Status.PAID and row.paid_on:
        return f"payée le {listed_date(row.paid_on, today)}"
    if status is Status.SUSPENDED:
        return "en attente de votre réponse"
    if status in invoices_rules.AWAITING_PAYMENT and row.rib_status != RibStatus.VALIDATED:
        return "en attente d’un RIB"
    if status in invoices_rules.ENDED:
        return "pas de paiement"
    usual = Usual(row.usual_of or 0, row.median_days or 0, row.most_days or 0)
    if found := expected(row.deposited_at, row.stopped_seconds, usual, delays.now):
        return f"vers le {listed_date(found.first, today)}"
    if status in ORDERED:
        return ORDERED[status]
    limit = noumea_date(delays.mandate_before(row.deposited_at, row.stopped_seconds))
    return f"ordre de payer avant le {listed_date(limit, today)}" if limit >= today else "délai dépassé"


def note_words(row: ListedInvoice, payment: str) -> str:
    """Under the date of the money: in how many days it came, what is done, how long the clock stood still."""
    if row.status is Status.PAID:
        days = invoices_rules.elapsed_days(row.deposited_at, row.stopped_seconds, None, row.status_at)
        return f"en {counted(days, 'jour')}"
    if row.status in ORDERED:
        return ORDERED[row.status] if ORDERED[row.status] != payment else ""
    days = row.stopped_seconds // DAY_SECONDS
    return f"arrêtée {counted(days, 'jour')}" if days and row.status in invoices_rules.AWAITING_PAYMENT else ""


def direction_words(name: str) -> str:
    """« Équipement » for « Direction de l’équipement »."""
    return capital(DIRECTION.sub("", name))


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
            is_current=part_of(wanted) == name,
        )
        for name, (label, statuses) in PARTS.items()
    ]


def part_of(wanted: Filters) -> str:
    """The part that holds what is asked, by a status too: « suspendue » is in « À compléter »."""
    if wanted.statut in PARTS:
        return wanted.statut
    return next((name for name, (_, held) in PARTS.items() if name and {wanted.statut} == set(map(str, held))), "")


def sum_words(answering: Share | None) -> str:
    """« 13 factures · 3 984 500 F »."""
    if answering is None:
        return f"Plus de {grouped(MOST_COUNTED)} factures"
    return f"{counted(answering.invoices, 'facture')} · {francs(answering.amount)}"


def direction_choices(directions: Iterable[Direction]) -> list[Choice]:
    """The directions of a list."""
    return [Choice(str(row.id), row.name) for row in directions]
