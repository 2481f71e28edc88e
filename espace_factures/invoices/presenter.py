"""Invoices ready to read: rows of lists and the page of one invoice, in French."""

from dataclasses import dataclass, field
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
from espace_factures.requests.presenter import HistoryRow, history_rows
from espace_factures.requests.service import MOST_PICTURES, PDF
from espace_factures.web.origin import native

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
    """The head of an invoice's page."""

    reference: str = ""
    number: str = ""
    title: str = ""
    lead: str = ""
    announce: str = ""
    status: str = ""
    tone: str = ""
    now: str = ""
    payment: str = ""
    elapsed: str = ""
    document: str = ""
    pictures: list[str] = field(default_factory=list)
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
    document: str = ""
    pictures: list[str] = field(default_factory=list)
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
        document=native(f"/documents/{page.document.public_id}"),
        pictures=picture_addresses(page.document),
        file_name=page.document.name,
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
    return [Choice("", "Tous les établissements")] + [
        Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in places
    ]


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


STATUS_CHOICES = [
    ("", "Tous les statuts"),
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
VIEW_CHOICES = [("", "À traiter"), ("miennes", "Les miennes"), ("toutes", "Toutes")]
ACTIONS = {
    Status.TAKEN: "Prendre en charge",
    Status.REDIRECTED: "Réorienter",
    Status.SUSPENDED: "Suspendre",
    Status.SERVICE_DONE: "Attester le service fait",
    Status.CLEARED: "Liquider",
    Status.ORDERED: "Mandater",
    Status.SENT: "Transmettre au comptable",
    Status.PAID: "Déclarer payée",
    Status.REJECTED: "Rejeter",
}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file of the dossier."""

    name: str
    href: str
    trace: str


def dossier_view(dossier: Any) -> InvoiceView:
    """The head of an invoice's page."""
    invoice, status = dossier.invoice, Status(dossier.invoice.status)
    document = next(row for row in dossier.documents if row.id == invoice.document_id)
    stage = STAGES[status]
    return InvoiceView(
        reference=invoice.reference,
        number=invoice.number,
        title=f"Facture {invoice.number}",
        lead=f"{dossier.place.name} · {francs_cfp(invoice.total_ttc)} · référence {invoice.reference}",
        announce=f"Facture {invoice.number} : {stage.label}",
        status=stage.label,
        tone=stage.tone,
        now=now_words(invoice),
        payment=basis_words(invoice) if status in rules.AWAITING_PAYMENT else "",
        elapsed=elapsed_words(invoice, dossier.now),
        document=native(f"/documents/{document.public_id}"),
        pictures=picture_addresses(document),
        replaces=dossier.replaces,
        replaced_by=dossier.replaced_by,
        version=invoice.version,
        can_complete=Status.COMPLETED in dossier.moves,
        can_withdraw=Status.WITHDRAWN in dossier.moves,
        can_correct=status is Status.REJECTED and not dossier.replaced_by and not dossier.as_agent,
    )


def picture_addresses(document: Any) -> list[str]:
    """The addresses of the pictures that show a document, page by page; none for an XML."""
    address = native(f"/documents/{document.public_id}")
    if document.media_type.startswith("image/"):
        return [address]
    if document.media_type != PDF:
        return []
    return [f"{address}/page/{page}" for page in range(1, min(document.pages, MOST_PICTURES) + 1)]


def life_rows(dossier: Any) -> list[HistoryRow]:
    """The timeline, with the next expected step."""
    rows = history_rows(dossier.events, dict(rules.REASONS))
    following = rules.EXPECTED.get(Status(dossier.invoice.status))
    if following is not None:
        rows.append(HistoryRow(STAGES[following].label, STAGES[following].tone, "", "", "", pending=True))
    return rows


def recap_lines(dossier: Any) -> list[Line]:
    """What was deposited."""
    owner = f"{dossier.place.name} — {ridet.display(dossier.place.ridet)}"
    return recap(dossier.invoice, owner, dossier.invoice.order_number, dossier.direction.name)


def total_lines(dossier: Any) -> list[Line]:
    """HT, TGC, TTC."""
    return totals(dossier.invoice)


def document_rows(dossier: Any) -> list[DocumentRow]:
    """Every file of the dossier."""
    return [
        DocumentRow(row.name, native(f"/documents/{row.public_id}"), f"SHA-256 {row.sha256}") for row in dossier.documents
    ]


def move_choices(dossier: Any) -> list[Choice]:
    """The agent's possible decisions."""
    return [Choice(str(status), ACTIONS[status]) for status in dossier.moves]


def reason_choices(status: str) -> list[Choice]:
    """The coded reasons of a decision, first letter in capital."""
    reasons = rules.reasons_for(Status(status)) if status in set(Status) else {}
    return [Choice(code, f"{label[0].upper()}{label[1:]} ({code})") for code, label in reasons.items()]


def direction_choices(directions: Any) -> list[Choice]:
    """The directions of a list."""
    return [Choice(str(row.id), row.name) for row in directions]


def preview_words(status: str, number: str, reason: str, comment: str) -> str:
    """The message that would leave."""
    if status not in set(Status):
        return ""
    known = reason if reason in rules.REASONS else ""
    letter = messages.changed(Status(status), "", number, messages.explain(known, comment), "")
    return "\n".join(letter.paragraphs)
