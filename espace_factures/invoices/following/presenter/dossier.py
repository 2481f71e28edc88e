"""One invoice ready to read, for its supplier and for its agent."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core import ridet
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.money import francs, francs_cfp
from espace_factures.core.rib import masked
from espace_factures.core.words import NBSP, counted, sentence
from espace_factures.demandes.service.reasons import Reason
from espace_factures.documents.presenter import picture_addresses, unseen_words
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.expecting.rules import Usual, expected
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status, mandate_before

ORDERED_ONWARDS: Final = frozenset({Status.ORDERED, Status.SENT, Status.PAID})


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
    tab: str = ""
    status: str = ""
    tone: str = ""
    now: str = ""
    payment: str = ""
    basis: str = ""
    """Why that date."""
    estimate: str = ""
    """Between which days the money is to be expected, and on how many payments that rests."""
    to_pay: str = ""
    elapsed: str = ""
    asked: str = ""
    """What the agent asked for, or why they refused, in their words; empty when nothing is expected."""
    asked_by: str = ""
    is_refused: bool = False
    document: str = ""
    pictures: list[str] = field(default_factory=list)
    unseen: str = ""
    replaces: str = ""
    replaced_by: str = ""
    can_correct: bool = False
    rib_fault: str = ""
    can_choose_rib: bool = False
    has_rib_settled: bool = False
    """A RIB is chosen, and nothing keeps it from being paid on."""


def elapsed_words(invoice: Invoice, period: timedelta, now: datetime, ordered_at: datetime | None) -> str:
    """« 12 jours écoulés sur 30 », and whether the clock is stopped; the order to pay ends the period."""
    end = ordered_at or (invoice.status_at if invoice.status in invoices_rules.ENDED else now)
    days = invoices_rules.elapsed_days(invoice.deposited_at, invoice.stopped_seconds, invoice.clock_stopped_at, end)
    if ordered_at:
        return f"ordre de payer donné en {counted(days, 'jour')} sur {period.days}"
    if not days and not invoice.clock_stopped_at and invoice.status not in invoices_rules.ENDED:
        return f"{period.days} jours au plus, à compter d’aujourd’hui"
    stopped = " ; délai arrêté" if invoice.clock_stopped_at else ""
    return f"{counted(days, 'jour écoulé', 'jours écoulés')} sur {period.days}{stopped}"


def limit_words(dossier: InvoiceDossier) -> str:
    """Until when the order to pay is given, and what follows; while the clock is stopped, what will be left of it."""
    invoice, period = dossier.item, dossier.panel.parameters.payment_period
    if invoice.clock_stopped_at:
        return _left_words(invoice, period, "à la réponse du fournisseur" if dossier.as_agent else "à votre réponse")
    if ordered_at := order_given_at(dossier):
        return f"L’ordre de payer est donné depuis le {short_date(noumea_date(ordered_at))}. L’argent arrive ensuite."
    limit = short_date(noumea_date(mandate_before(invoice.deposited_at, invoice.stopped_seconds, period)))
    return f"La Province donnera l’ordre de payer au plus tard le {limit}. L’argent arrive quelques jours après."


def estimate_words(dossier: InvoiceDossier) -> str:
    """« Paiement estimé entre le 11 et le 16 déc. », said with what it rests on; nothing when too few are known."""
    invoice, usual = dossier.item, dossier.panel.usual
    if invoice.clock_stopped_at:
        return ""
    found = expected(invoice.deposited_at, invoice.stopped_seconds, usual, dossier.now)
    if not found:
        return ""
    between = f"entre le {short_date(found.first)} et le {short_date(found.last)}"
    when = between if found.first < found.last else f"vers le {short_date(found.last)}"
    return f"Paiement estimé {when}. {usual_words(usual)}"


def usual_words(usual: Usual) -> str:
    """What an estimate rests on."""
    return (
        f"D’après {counted(usual.invoices, 'facture')} de cette direction depuis 90 jours : "
        f"la moitié payées en {counted(usual.median_days, 'jour')}, 8 sur 10 en {usual.most_days}."
    )


def order_given_at(dossier: InvoiceDossier) -> datetime | None:
    """When the order to pay was given, while it holds."""
    if dossier.item.status not in ORDERED_ONWARDS:
        return None
    label = STAGES[Status.ORDERED].label
    return next((event.at for event in reversed(dossier.events) if event.status == label), None)


def _asked(dossier: InvoiceDossier) -> tuple[str, str]:
    """The words of the decision that waits for the supplier, and who took it, when."""
    status = dossier.item.status
    if dossier.as_agent or status not in {Status.SUSPENDED, Status.REJECTED}:
        return "", ""
    event = next((event for event in reversed(dossier.events) if event.reason_code), None)
    if event is None:
        return "", ""
    why = sentence(invoices_rules.LIFE.explain(event.reason_code, event.comment, event.reason))
    return why, f"{event.author}, {moment(event.at)}"


def _left_words(invoice: Invoice, period: timedelta, when: str) -> str:
    stopped = invoice.clock_stopped_at or invoice.status_at
    used = invoices_rules.elapsed_days(invoice.deposited_at, invoice.stopped_seconds, stopped, stopped)
    left = f" : il restera {counted(period.days - used, 'jour')}" if used < period.days else ""
    return f"Le délai reprendra {when}{left}."


def basis_words(dossier: InvoiceDossier) -> str:
    """What the date rests on, where there is one."""
    if dossier.item.clock_stopped_at or order_given_at(dossier):
        return ""
    parameters = dossier.panel.parameters
    return (
        f"Mandatement (ordre de payer) dans les {parameters.payment_period.days} jours à compter du dépôt, "
        f"suspensions déduites ({parameters.payment_text}). Le virement suit, dans le délai du Trésor."
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
    if invoice.admitted_ttc is not None and not invoice.credited_ttc:
        lines.append(Line("Montant admis", francs(invoice.admitted_ttc)))
    if invoice.mandate_reference:
        lines.append(Line("Mandat", invoice.mandate_reference))
    if invoice.paid_on:
        lines.append(Line("Payée le", short_date(invoice.paid_on)))
    if invoice.payment_reference:
        lines.append(Line("Référence du paiement", invoice.payment_reference))
    return lines


def totals(invoice: Invoice) -> list[Line]:
    """HT, TGC by rate, TTC."""
    taxes = [Line(f"TGC {rate}{NBSP}%", francs(amount)) for rate, amount in invoice.taxes.items() if amount]
    none = [Line("TGC", "Aucune")] if not taxes else []
    return [Line("Total HT", francs(invoice.total_ht)), *taxes, *none, Line("Total TTC", francs(invoice.total_ttc))]


def now_words(dossier: InvoiceDossier) -> str:
    """« Ce qui se passe maintenant »."""
    words = invoices_messages.NOW_FOR_AGENTS if dossier.as_agent else invoices_messages.NOW
    return words[dossier.item.status]


def dossier_view(dossier: InvoiceDossier) -> InvoiceView:
    """The head of an invoice's page."""
    invoice, status = dossier.item, dossier.item.status
    document = next(row for row in dossier.documents if row.id == invoice.document_id)
    stage, (asked, asked_by) = STAGES[status], _asked(dossier)
    return InvoiceView(
        reference=invoice.reference,
        number=invoice.number,
        title=f"Facture {invoice.number}",
        lead=f"{dossier.panel.place.name} · {francs_cfp(invoice.total_ttc)} · référence {invoice.reference}",
        announce=f"Facture {invoice.number} : {stage.label}",
        tab=f"Facture {invoice.number}, {stage.label.lower()}",
        status=stage.label,
        tone=stage.tone,
        now=now_words(dossier),
        payment=limit_words(dossier) if status in invoices_rules.AWAITING_PAYMENT else "",
        basis=basis_words(dossier) if status in invoices_rules.AWAITING_PAYMENT else "",
        estimate=estimate_words(dossier) if status in invoices_rules.AWAITING_PAYMENT else "",
        to_pay=francs(invoice.owed),
        elapsed=elapsed_words(invoice, dossier.panel.parameters.payment_period, dossier.now, order_given_at(dossier)),
        asked=asked,
        asked_by=asked_by,
        is_refused=status is Status.REJECTED,
        document=native(routes.document(document.public_id)),
        pictures=picture_addresses(document),
        unseen=unseen_words(document),
        replaces=dossier.panel.replaces,
        replaced_by=dossier.panel.replaced_by,
        rib_fault=dossier.panel.rib_fault,
        can_choose_rib=bool(dossier.panel.ribs),
        has_rib_settled=dossier.panel.rib is not None and not dossier.panel.rib_fault,
        can_correct=status is Status.REJECTED and not dossier.panel.replaced_by and not dossier.as_agent,
    )


def rib_choices(dossier: InvoiceDossier) -> list[Choice]:
    """What a manager may choose; the present one first, when it may still serve."""
    mine = dossier.item.rib_id
    ribs = sorted(dossier.panel.ribs, key=lambda rib: rib.id != mine)
    choices = [Choice(str(rib.id), rib.label) for rib in ribs]
    return choices if any(rib.id == mine for rib in ribs) else [Choice("", "Choisissez un RIB"), *choices]


def recap_lines(dossier: InvoiceDossier) -> list[Line]:
    """What was deposited."""
    owner = f"{dossier.panel.place.name} — {ridet.display(dossier.panel.place.ridet)}"
    return recap(dossier.item, owner, dossier.item.order_number, dossier.panel.direction.name)


def total_lines(dossier: InvoiceDossier) -> list[Line]:
    """HT, TGC, TTC, and what credit notes take from it."""
    given_back = [Line(f"Avoir {note.number}", f"− {francs(note.total_ttc)}") for note in dossier.panel.credit_notes]
    left = [Line("Reste à payer", francs(dossier.item.owed))] if given_back else []
    return [*totals(dossier.item), *given_back, *left]


def preview_words(status: str, view: InvoiceView, reason: Reason, comment: str) -> str:
    """The message that would leave."""
    if status not in {*Status, *invoices_rules.LIFE.joined}:
        return ""
    why = invoices_rules.LIFE.explain(reason.code, comment, reason.words)
    letter = invoices_messages.changed(
        Status(invoices_rules.LIFE.leads_to(status)), "", view.number, why, "", view.to_pay
    )
    return "\n".join(letter.paragraphs)
