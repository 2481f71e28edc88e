"""Invoices ready to read: rows of lists and the page of one invoice, in French."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from espace_factures import routes
from espace_factures.core import ridet
from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.core.money import francs, francs_cfp
from espace_factures.core.rib import masked
from espace_factures.invoices import messages, rules
from espace_factures.invoices.choices import Choice
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status

NBSP = "\u00a0"


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
    amount: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """The page of one invoice."""

    reference: str = ""
    number: str = ""
    title: str = ""
    status: str = ""
    tone: str = ""
    now: str = ""
    payment: str = ""
    elapsed: str = ""
    owner: str = ""
    document: str = ""
    document_name: str = ""
    document_is_image: bool = False
    document_is_shown: bool = True
    replaces: str = ""
    replaced_by: str = ""
    version: int = 0
    can_complete: bool = False
    can_withdraw: bool = False
    can_correct: bool = False


def invoice_row(row: Any, now: datetime, detail: str = routes.INVOICE) -> InvoiceRow:
    """A row of the listing."""
    stage = STAGES[Status(row.status)]
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
        payment=payment_words(row, now),
        amount=francs(row.total_ttc),
    )


def payment_words(row: Any, now: datetime) -> str:
    """When the money is to be expected, in a few words."""
    status = Status(row.status)
    if status is Status.PAID and row.paid_on:
        days = rules.elapsed_days(row.deposited_at, row.stopped_seconds, None, row.status_at)
        return f"payée le {short_date(row.paid_on)} en {days}{NBSP}jours"
    if status is Status.SUSPENDED:
        return "en attente de votre réponse"
    if status in {Status.ORDERED, Status.SENT}:
        return "virement en préparation"
    if status in rules.ENDED:
        return "close"
    limit = noumea_date(rules.mandate_before(row.deposited_at, row.stopped_seconds))
    return f"mandatement avant le {short_date(limit)}" if limit >= noumea_date(now) else "délai dépassé"


def elapsed_words(invoice: Invoice, now: datetime) -> str:
    """« 12 jours écoulés sur 30 », and whether the clock is stopped."""
    end = invoice.status_at if Status(invoice.status) in rules.ENDED else now
    days = rules.elapsed_days(invoice.deposited_at, invoice.stopped_seconds, invoice.clock_stopped_at, end)
    unit = "jour écoulé" if days <= 1 else "jours écoulés"
    stopped = f"{NBSP}; délai arrêté" if invoice.clock_stopped_at else ""
    return f"{days}{NBSP}{unit} sur {rules.PAYMENT_PERIOD.days}{stopped}"


def basis_words(invoice: Invoice) -> str:
    """What the estimate rests on."""
    limit = short_date(noumea_date(rules.mandate_before(invoice.deposited_at, invoice.stopped_seconds)))
    return (
        f"Mandatement au plus tard le {limit} : 30 jours à compter du dépôt, suspensions déduites "
        "(délibération 136/CP, art. 71). Le virement suit, dans le délai du Trésor."
    )


def recap(invoice: Invoice, owner: str, order: str, direction: str) -> list[Line]:
    """What was deposited, label by label."""
    lines = [
        Line("Établissement", owner),
        Line("Numéro de la facture", invoice.number),
        Line("Date de la facture", short_date(invoice.issued_on)),
        Line("Bon de commande", order or "Sans bon de commande"),
        Line("Direction concernée", direction),
        Line("RIB", masked(invoice.iban) if invoice.iban else "Aucun RIB choisi au dépôt"),
    ]
    if invoice.admitted_ttc is not None:
        lines.append(Line("Montant admis", francs(invoice.admitted_ttc)))
    if invoice.paid_on:
        lines.append(Line("Payée le", short_date(invoice.paid_on)))
    return lines


def totals(invoice: Invoice) -> list[Line]:
    """HT, TGC by rate, TTC."""
    taxes = [Line(f"TGC {rate}{NBSP}%", francs(amount)) for rate, amount in invoice.taxes.items() if amount]
    none = [Line("TGC", "Aucune")] if not taxes else []
    return [Line("Total HT", francs(invoice.total_ht)), *taxes, *none, Line("Total TTC", francs(invoice.total_ttc))]


def now_words(invoice: Invoice) -> str:
    """« Ce qui se passe maintenant »."""
    return messages.NOW[Status(invoice.status)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the person: what, why, where to act."""

    what: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its form starts; `*_from` says where a value comes from."""

    public_id: str = ""
    kind: str = ""
    file_name: str = ""
    read: str = ""
    replaces: str = ""
    establishment: str = ""
    no_order: bool = False
    order: str = ""
    direction: str = ""
    number: str = ""
    issued_on: str = ""
    total_ht: str = ""
    tgc_3: str = ""
    tgc_6: str = ""
    tgc_11: str = ""
    tgc_22: str = ""
    total_ttc: str = ""
    rib: str = ""
    message: str = ""
    number_from: str = ""
    issued_on_from: str = ""
    order_from: str = ""
    amounts_from: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding of the pre-check."""

    tone: str
    message: str


SOURCES = {"xml": "la Factur-X", "text": "le PDF"}
XML_KINDS = {"UBL", "CII"}


def draft_view(page: Any) -> DraftView:
    """The draft of a deposit page, ready for its form."""
    draft = page.draft
    names = [name for name in DRAFT_FIELDS if name in draft.values]
    values = {name: draft.values[name] for name in names}
    amounts = [name for name in draft.sources if name.startswith(("total_", "tgc_"))]
    return DraftView(
        public_id=draft.public_id,
        kind=draft.kind,
        file_name=page.file_name,
        read=_read_words(draft.kind, len(draft.sources)),
        replaces=draft.replaces,
        no_order=draft.values.get("no_order", "") not in NO,
        number_from=_source(draft, "number", "lu"),
        issued_on_from=_source(draft, "issued_on", "lue"),
        order_from=_source(draft, "order", "lu"),
        amounts_from=_source(draft, amounts[0], "lus") if amounts else "",
        **values,
    )


DRAFT_FIELDS = (
    "establishment",
    "order",
    "direction",
    "number",
    "issued_on",
    "total_ht",
    "tgc_3",
    "tgc_6",
    "tgc_11",
    "tgc_22",
    "total_ttc",
    "rib",
    "message",
)
NO = {"", "false", "False"}


def draft_notes(page: Any) -> list[Note]:
    """What the pre-check found, the document's own findings first."""
    read = [Note(TONES[finding["level"]], finding["message"]) for finding in page.draft.findings]
    return [*read, *(Note(TONES[finding.level], finding.message) for finding in page.warnings)]


TONES = {"error": "refused", "warning": "waiting", "info": "info"}


def _read_words(kind: str, count: int) -> str:
    if not count:
        return f"{kind} reçu : remplissez les champs ci-dessous"
    fields = "1 champ rempli" if count == 1 else f"{count} champs remplis"
    return f"{kind} : {fields} pour vous, à vérifier"


def _source(draft: Any, name: str, participle: str) -> str:
    source = draft.sources.get(name)
    if source is None:
        return ""
    where = f"le fichier {draft.kind}" if draft.kind in XML_KINDS else SOURCES.get(source, "le document")
    return f"{participle} dans {where}"


def list_lead(summary: Any) -> str:
    """« 128 factures · 4 312 500 F CFP en attente de paiement »."""
    if not summary.invoices:
        return "Aucune facture déposée pour l’instant."
    unit = "facture" if summary.invoices == 1 else "factures"
    count = f"{summary.invoices:,}".replace(",", "\u202f")
    return f"{count}{NBSP}{unit} · {francs_cfp(summary.awaiting_amount)} en attente de paiement"


def place_choices(places: Any) -> list[Choice]:
    """The établissements of a filter."""
    return [Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in places]


def waiting_rows(suspended: Any) -> list[Waiting]:
    """The suspended invoices, in the order what, why, where."""
    return [
        Waiting(
            f"La facture {invoice.number} attend une réponse de votre part.",
            messages.explain(event.reason_code, event.comment) if event else "",
            routes.with_query(routes.INVOICE, ref=invoice.reference),
        )
        for invoice, event in suspended
    ]
