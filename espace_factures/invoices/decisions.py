"""What changes an invoice after its deposit: the agents' decisions, the supplier's answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from espace_factures import routes
from espace_factures.core import calendar, money
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, FormError, NotFoundError, StaleError
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.establishments import service as members
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices import messages, repository, rules
from espace_factures.invoices.forms import Decision, decision_faults
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.notifications import service as notifications
from espace_factures.notifications.rules import Event
from espace_factures.orders import repository as orders
from espace_factures.orders.models import Order
from espace_factures.requests import service as requests
from espace_factures.requests.models import Request


@dataclass(frozen=True, slots=True)
class Move:
    """One change of status and what goes with it."""

    wanted: Status
    author: str
    reason: str = ""
    comment: str = ""


def decide(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, version: int, form: Decision) -> None:
    """An agent's decision, made on the version he saw; raises StaleError when somebody acted since."""
    actor.require(Permission.INVOICE_REVIEW)
    invoice, request = _locked(uow, actor, reference)
    if not requests.is_instructed_by(uow, actor, request):
        raise NotFoundError("Cette facture est introuvable.")
    if invoice.account_id == actor.account_id:
        raise DomainError("Vous ne pouvez pas instruire une facture que vous avez déposée.")
    if invoice.version != version:
        raise StaleError
    rules.move(actor, Status(invoice.status), form.status)
    if faults := decision_faults(form, form.status in rules.NEEDS_REASON):
        raise FormError(faults)
    if form.reason and form.status in rules.NEEDS_REASON and form.reason not in rules.reasons_for(form.status):
        raise FormError({"reason": "Ce motif demande une suspension, pas un rejet."})
    _apply_details(uow, ports, actor, invoice, request, form)
    author = "Trésorerie" if form.status is Status.PAID else _direction_name(uow, invoice)
    reason = form.reason if form.status in rules.NEEDS_REASON else ""
    _change(uow, ports, actor, invoice, request, Move(form.status, author, reason, form.comment))
    _tell_supplier(uow, ports, invoice, messages.explain(reason, form.comment))


def complete(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, text: str, received: str) -> None:
    """The supplier answers a suspension with files, words, or both; the clock goes on."""
    invoice, request = _own(uow, actor, reference)
    rules.move(actor, Status(invoice.status), Status.COMPLETED)
    if not text.strip() and not received.strip():
        raise FormError({"message": "Joignez un document ou écrivez votre réponse."})
    for public_id in received.split():
        requests.take_document(uow, actor, public_id, request, "attachments")
    if text.strip():
        requests.say(uow, ports, actor, request, text)
    _change(uow, ports, actor, invoice, request, Move(Status.COMPLETED, actor.name))


def withdraw(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> None:
    """The supplier takes his invoice back, while nobody has taken it in charge or while it is suspended."""
    invoice, request = _own(uow, actor, reference)
    rules.move(actor, Status(invoice.status), Status.WITHDRAWN)
    _release_order(uow, invoice)
    _change(uow, ports, actor, invoice, request, Move(Status.WITHDRAWN, actor.name))


def say(
    uow: UnitOfWork,
    ports: Ports,
    actor: Actor,
    reference: str,
    text: str,
    *,
    files: Sequence[str] = (),
    is_internal: bool = False,
) -> None:
    """Words, files or both; the supplier is told of an agent's by mail."""
    found = repository.find_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    invoice, request = found
    requests.say(uow, ports, actor, request, text, files=files, is_internal=is_internal)
    if not is_internal and requests.is_instructed_by(uow, actor, request):
        link = _link(ports, reference)
        recipients = members.followers(uow, invoice.establishment_id)
        letter = messages.answered(reference, invoice.number, link)
        title = f"Un message au sujet de la facture {invoice.number}"
        path = routes.with_query(routes.INVOICE, ref=reference)
        notifications.tell(uow, ports, Event.MESSAGE, recipients, letter, title, path)


def _locked(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Invoice, Request]:
    found = repository.lock_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    return found


def _own(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Invoice, Request]:
    invoice, request = _locked(uow, actor, reference)
    members.require(uow, actor, invoice.establishment_id, MemberRight.DEPOSIT)
    return invoice, request


def _change(uow: UnitOfWork, ports: Ports, actor: Actor, invoice: Invoice, request: Request, move: Move) -> None:
    now = ports.clock.now()
    if invoice.clock_stopped_at is not None:
        invoice.stopped_seconds += int((now - invoice.clock_stopped_at).total_seconds())
    invoice.clock_stopped_at = now if move.wanted is Status.SUSPENDED else None
    invoice.status, invoice.status_at = move.wanted, now
    invoice.version += 1
    requests.advance(
        uow, ports, request, actor, move.author, STAGES[move.wanted], reason_code=move.reason, comment=move.comment
    )


def _apply_details(
    uow: UnitOfWork, ports: Ports, actor: Actor, invoice: Invoice, request: Request, form: Decision
) -> None:
    """What a decision brings besides the status: a direction, an amount, a date, an agent."""
    if form.status is Status.TAKEN:
        invoice.assignee_id = actor.account_id
    if form.status is Status.REDIRECTED:
        _redirect(uow, invoice, request, form.direction)
    if form.status is Status.SERVICE_DONE:
        invoice.admitted_ttc = _admitted(form.admitted, invoice)
    if form.status is Status.PAID:
        invoice.paid_on = _paid_on(form.paid_on, invoice, noumea_date(ports.clock.now()))
    if form.status is Status.REJECTED:
        _release_order(uow, invoice)


def _redirect(uow: UnitOfWork, invoice: Invoice, request: Request, direction_id: int) -> None:
    direction = orders.direction(uow.session, direction_id)
    if direction is None or not direction.is_active or direction_id == invoice.direction_id:
        raise FormError({"direction": "Choisissez une autre direction de la liste."})
    invoice.direction_id = request.direction_id = direction_id
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


def _release_order(uow: UnitOfWork, invoice: Invoice) -> None:
    if invoice.order_id is not None:
        order = uow.session.get_one(Order, invoice.order_id, with_for_update=True)
        order.invoiced = max(order.invoiced - invoice.total_ttc, 0)


def _direction_name(uow: UnitOfWork, invoice: Invoice) -> str:
    direction = orders.direction(uow.session, invoice.direction_id)
    return direction.name if direction else "Province Sud"


def _tell_supplier(uow: UnitOfWork, ports: Ports, invoice: Invoice, why: str) -> None:
    status = Status(invoice.status)
    letter = messages.changed(status, invoice.reference, invoice.number, why, _link(ports, invoice.reference))
    title = f"Facture {invoice.number} : {STAGES[status].label.lower()}"
    link = routes.with_query(routes.INVOICE, ref=invoice.reference)
    recipients = members.followers(uow, invoice.establishment_id)
    notifications.tell(uow, ports, Event.INVOICE, recipients, letter, title, link)


def _link(ports: Ports, reference: str) -> str:
    return ports.settings.origin + routes.with_query(routes.INVOICE, ref=reference)
