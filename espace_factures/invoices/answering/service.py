"""« Envoyer le complément »: what an agent asked for, and what the supplier corrects of a suspended invoice."""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

from espace_factures.app.uow import UnitOfWork
from espace_factures.core import tgc
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import short_date
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.money import francs
from espace_factures.core.ports import Inside
from espace_factures.core.words import joined
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.deposit.forms import Claim
from espace_factures.invoices.deposit.service import agreement, claims, drafts, precheck
from espace_factures.invoices.deposit.service.faults import faults_of_correction
from espace_factures.invoices.deposit.service.look import look_at
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import Status
from espace_factures.orders import repository as orders_repository
from espace_factures.orders.models import Order
from espace_factures.orders.service import consuming

NO_ORDER = "sans bon de commande"


def complete(
    uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, text: str, received: str, form: Claim
) -> None:
    """Send words, files, and what differs in `form` from the invoice; raises FormError with what is to correct."""
    actor.require(Permission.INVOICE_DEPOSIT)
    found = invoices_repository.find_readable(uow.session, actor, reference, lock=True)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    invoice, demande = found
    place = standing.require(uow, actor, invoice.establishment_id, MemberRight.DEPOSIT)
    invoices_rules.LIFE.require(actor, Status(invoice.status), Status.COMPLETED)
    corrections = joined("; ", *differences(invoice, form))
    if corrections:
        _correct(uow, ports, actor, (invoice, demande), form, place)
    deciding.answer(uow, ports, actor, Kind.INVOICE, reference, text, received, corrected=corrections)


def differences(invoice: Invoice, form: Claim) -> Iterator[str]:
    """« numéro : F-12 → F-13 », for each field that the form changes."""
    order = invoice.order_number or NO_ORDER
    changes = [
        ("numéro", invoice.number, form.number),
        ("date", short_date(invoice.issued_on), short_date(form.issued_on)),
        ("bon de commande", order, form.order or NO_ORDER),
        ("total HT", francs(invoice.total_ht), francs(form.total_ht)),
        *_tax_changes(invoice, form),
        ("total TTC", francs(invoice.total_ttc), francs(form.total_ttc)),
    ]
    for label, before, after in changes:
        if before != after:
            yield f"{label} : {before} → {after}"


def _tax_changes(invoice: Invoice, form: Claim) -> Iterator[tuple[str, str, str]]:
    before = {Decimal(rate): amount for rate, amount in invoice.taxes.items()}
    after = form.amounts.taxes
    for rate in sorted({*before, *after}):
        yield tgc.label(rate), francs(before.get(rate, 0)), francs(after.get(rate, 0))


def _correct(
    uow: UnitOfWork, ports: Inside, actor: Actor, found: tuple[Invoice, Demande], form: Claim, place: Establishment
) -> None:
    invoice, demande = found
    if invoice.order_id is not None:
        # Before the bon de commande is read: what is left of it does not count this invoice.
        consuming.release(uow, invoice.order_id, invoice.total_ttc - invoice.credited_ttc)
    order = orders_repository.order_of(uow.session, form.order, place.id) if form.order else None
    if faults := faults_of_correction(uow, ports, actor, form, invoice, place, order):
        raise FormError(faults)
    _rewrite(uow, (invoice, demande), form, place, order)
    _check_again(uow, ports, (invoice, demande), form, place, order)
    if order is not None:
        consuming.consume(uow, order.id, form.total_ttc - invoice.credited_ttc)


def _rewrite(
    uow: UnitOfWork, found: tuple[Invoice, Demande], form: Claim, place: Establishment, order: Order | None
) -> None:
    """What the invoice claims now, on its row and on its demande; an amount is admitted again."""
    invoice, demande = found
    if invoice.total_ttc != form.total_ttc:
        invoice.admitted_ttc = form.total_ttc - invoice.credited_ttc if invoice.credited_ttc else None
    for name, value in claims.columns_of(form, order).items():
        setattr(invoice, name, value)
    demande.title = claims.title_of(form, place)
    claims.entitle(demande, form, order)
    demande.amount = invoice.owed
    claims.refuse_twin(uow)
    if order is not None:
        _follow_order(invoice, demande, order)


def _follow_order(invoice: Invoice, demande: Demande, order: Order) -> None:
    """The invoice goes to the direction that ordered; whoever followed it in another does no more."""
    if order.direction_id != invoice.direction_id:
        invoice.direction_id = demande.direction_id = demande.desk = order.direction_id
        demande.assignee_id = None


def _check_again(
    uow: UnitOfWork,
    ports: Inside,
    found: tuple[Invoice, Demande],
    form: Claim,
    place: Establishment,
    order: Order | None,
) -> None:
    """What was found at the deposit is found again on what is claimed now; what the norm says of the file stays."""
    invoice, demande = found
    draft = uow.session.get(InvoiceDraft, invoice.draft_id) if invoice.draft_id else None
    if draft is None:
        return
    drafts.write(uow, ports, draft, _typed(form))
    kept = [known for known in invoice.findings if known["code"] not in precheck.CODES or known in draft.findings]
    checked = precheck.check(uow, look_at(uow, ports, draft, place, sent_as=invoice.id))
    invoice.findings = [*kept, *map(asdict, checked.findings)]
    agreement.mark(demande, draft, invoice, order)


def _typed(form: Claim) -> dict[str, str]:
    """The form as a draft keeps it."""
    taxes = {tgc.field_of(rate): str(amount) for rate, amount in form.amounts.taxes.items()}
    return {
        "number": form.number,
        "issued_on": form.issued_on.isoformat(),
        "order": form.order,
        "no_order": "" if form.order else "on",
        "total_ht": str(form.total_ht),
        "total_ttc": str(form.total_ttc),
        **taxes,
    }
