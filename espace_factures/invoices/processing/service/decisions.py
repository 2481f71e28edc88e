"""What changes an invoice after its deposit: the agents' decisions."""

from datetime import date

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core import calendar, money
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, FormError, NotFoundError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.demandes.service import cases
from espace_factures.establishments.service import standing
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.following.service import answers
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.processing.forms import Decision, decision_faults
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.organisation import repository as organisation_repository


def decide(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, version: int, form: Decision) -> None:
    """An agent's decision, made on the version he saw; raises StaleError when somebody acted since."""
    actor.require(Permission.INVOICE_REVIEW)
    invoice, demande = answers.locked(uow, actor, reference)
    if not cases.is_instructed_by(uow, actor, demande):
        raise NotFoundError("Cette facture est introuvable.")
    if invoice.account_id == actor.account_id:
        raise DomainError("Vous ne pouvez pas instruire une facture que vous avez déposée.")
    if invoice.version != version:
        raise StaleError
    invoices_rules.move(actor, Status(invoice.status), form.status)
    _refuse_faults(form)
    _apply_details(uow, ports, actor, invoice, demande, form)
    author = "Trésorerie" if form.status is Status.PAID else _direction_name(uow, invoice)
    reason = form.reason if form.status in invoices_rules.NEEDS_REASON else ""
    answers.change(uow, ports, actor, invoice, demande, answers.Move(form.status, author, reason, form.comment))
    _tell_supplier(uow, ports, invoice, invoices_messages.explain(reason, form.comment))


def _refuse_faults(form: Decision) -> None:
    needs_reason = form.status in invoices_rules.NEEDS_REASON
    if faults := decision_faults(form, needs_reason):
        raise FormError(faults)
    if needs_reason and form.reason not in invoices_rules.reasons_for(form.status):
        raise FormError({"reason": "Ce motif demande une suspension, pas un rejet."})


def _apply_details(
    uow: UnitOfWork, ports: Inside, actor: Actor, invoice: Invoice, demande: Demande, form: Decision
) -> None:
    """What a decision brings besides the status: a direction, an amount, a date, an agent."""
    if form.status is Status.TAKEN:
        invoice.assignee_id = actor.account_id
    if form.status is Status.REDIRECTED:
        _redirect(uow, invoice, demande, form.direction)
    if form.status is Status.SERVICE_DONE:
        invoice.admitted_ttc = _admitted(form.admitted, invoice)
    if form.status is Status.PAID:
        invoice.paid_on = _paid_on(form.paid_on, invoice, noumea_date(ports.clock.now()))
    if form.status is Status.REJECTED:
        answers.release_order(uow, invoice)


def _redirect(uow: UnitOfWork, invoice: Invoice, demande: Demande, direction_id: int) -> None:
    direction = organisation_repository.direction(uow.session, direction_id)
    if direction is None or not direction.is_active or direction_id == invoice.direction_id:
        raise FormError({"direction": "Choisissez une autre direction de la liste."})
    invoice.direction_id = demande.direction_id = direction_id
    invoice.assignee_id = None


def _admitted(typed: str, invoice: Invoice) -> int | None:
    if not typed:
        return None
    try:
        amount = money.parse_francs(typed)
    except ValueError as error:
        raise FormError({"admitted": str(error)}) from None
    if not 0 < amount <= invoice.total_ttc:
        raise FormError({"admitted": f"Écrivez un montant entre 1 F et {money.francs(invoice.total_ttc)}."})
    return amount


def _paid_on(typed: str, invoice: Invoice, today: date) -> date:
    if not typed:
        return today
    try:
        paid = calendar.parse_date(typed)
    except ValueError as error:
        raise FormError({"paid_on": str(error)}) from None
    if not noumea_date(invoice.deposited_at) <= paid <= today:
        raise FormError({"paid_on": "Écrivez une date entre le dépôt et aujourd’hui."})
    return paid


def _direction_name(uow: Reading, invoice: Invoice) -> str:
    direction = organisation_repository.direction(uow.session, invoice.direction_id)
    return direction.name if direction else "Province Sud"


def _tell_supplier(uow: UnitOfWork, ports: Inside, invoice: Invoice, why: str) -> None:
    status = Status(invoice.status)
    letter = invoices_messages.changed(
        status, invoice.reference, invoice.number, why, answers.link(ports, invoice.reference)
    )
    title = f"Facture {invoice.number} : {STAGES[status].label.lower()}"
    link = routes.with_query(routes.INVOICE, ref=invoice.reference)
    recipients = standing.followers(uow, invoice.establishment_id)
    outbox.tell(uow, ports, Event.INVOICE, recipients, letter, title, link)
