"""« Envoyer » an avoir: subtracted, once, from the invoice that it corrects, before that one is ordered to be paid."""

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.core.errors import FormError
from espace_factures.core.money import francs, francs_cfp
from espace_factures.core.ports import Inside
from espace_factures.core.ridet import rid
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Stage, Tone
from espace_factures.demandes.service import cases, hearing
from espace_factures.demandes.service.hearing import Sign
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.deposit import repository, rules
from espace_factures.invoices.deposit.forms import Deposit, claim_faults
from espace_factures.invoices.deposit.service import attaching, claims
from espace_factures.invoices.models import CreditNote, Invoice, InvoiceDraft
from espace_factures.invoices.rules import Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.orders.service import consuming
from espace_factures.organisation.service import parameters

SUBTRACTED = Stage("Avoir déduit", Tone.PROGRESS)
UNKNOWN = "Choisissez la facture que cet avoir corrige : elle n’est pas encore mandatée."
AGAIN = "Un avoir de ce numéro a déjà été déposé cette année-là. Vérifiez le numéro."


def faults_of_credit_note(
    uow: Reading, ports: Inside, actor: Actor, form: Deposit, place: Establishment
) -> dict[str, str]:
    """What stops it, by field, once each field is well formed."""
    now = ports.clock.now()
    rates = parameters.at(uow.session, now).rates_on(form.issued_on)
    faults = claim_faults(form, noumea_date(now), rates)
    found = invoices_repository.find_readable(uow.session, actor, form.corrects)
    if found is None or not _may_be_corrected(found[0], place):
        return faults | {"corrects": UNKNOWN}
    if too_much := rules.too_much_back(found[0], form.total_ttc):
        faults["total_ttc"] = too_much
    if repository.same_credit_note(uow.session, rid(place.ridet), form.number, form.issued_on.year):
        faults["number"] = AGAIN
    return faults


def deposit_credit_note(
    uow: UnitOfWork, ports: Inside, actor: Actor, draft: InvoiceDraft, form: Deposit, place: Establishment
) -> str:
    """Subtract it; returns the reference of the invoice. Raises FormError."""
    found = invoices_repository.find_readable(uow.session, actor, form.corrects, lock=True)
    if faults := faults_of_credit_note(uow, ports, actor, form, place):
        raise FormError(faults)
    if found is None:
        raise FormError({"corrects": UNKNOWN})
    invoice, demande = found
    _write(uow, ports, actor, draft, form, place, invoice)
    _subtract(uow, ports, actor, (invoice, demande), form)
    attaching.hand_over(uow, actor, draft, demande)
    if form.message:
        cases.say(uow, ports, actor, demande, form.message)
    hearing.tell_agents(uow, ports, actor, demande, Sign.CREDITED)
    _confirm(uow, ports, actor, invoice, form)
    return invoice.reference


def _may_be_corrected(invoice: Invoice, place: Establishment) -> bool:
    return invoice.establishment_id == place.id and Status(invoice.status) in invoices_rules.RIB_OPEN


def _write(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    draft: InvoiceDraft,
    form: Deposit,
    place: Establishment,
    invoice: Invoice,
) -> None:
    note = CreditNote(
        invoice_id=invoice.id,
        draft_id=draft.id,
        account_id=actor.account_id,
        document_id=draft.document_id,
        rid=rid(place.ridet),
        deposited_at=ports.clock.now(),
        **claims.figures_of(form),
    )
    uow.session.add(note)
    claims.refuse_twin(uow, AGAIN)


def _subtract(uow: UnitOfWork, ports: Inside, actor: Actor, found: tuple[Invoice, Demande], form: Deposit) -> None:
    """Less is to be paid, less is taken of the bon de commande; whoever was deciding decides again, knowing it."""
    invoice, demande = found
    left = invoice.owed - form.total_ttc
    invoice.admitted_ttc = demande.amount = left
    invoice.credited_ttc += form.total_ttc
    demande.version += 1
    demande.agrees = False
    if invoice.order_id is not None:
        consuming.release(uow, invoice.order_id, form.total_ttc)
    day = short_date(form.issued_on)
    words = f"Avoir {form.number} du {day} : {francs(form.total_ttc)} de moins. Reste à payer : {francs(left)}"
    cases.note(uow, ports, demande, actor, SUBTRACTED, words)
    cases.wake(uow, demande)


def _confirm(uow: UnitOfWork, ports: Inside, actor: Actor, invoice: Invoice, form: Deposit) -> None:
    link = ports.settings.origin + routes.with_query(routes.INVOICE, ref=invoice.reference)
    left = francs_cfp(invoice.owed)
    letter = invoices_messages.credited(
        form.number, invoice.number, invoice.reference, francs_cfp(form.total_ttc), left, link
    )
    outbox.confirm(uow, ports, Event.INVOICE, actor, letter)
    audit_service.record(uow, ports, actor, Action.CREDIT_NOTE_DEPOSITED, invoice.reference, number=form.number)
