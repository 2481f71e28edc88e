"""The invoice as a kind of demande: what each move brings, the clock, the order, who is told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core import calendar, money
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import FormError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import Case, CaseKind, Move
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.processing.service import gates, readiness, telling
from espace_factures.invoices.rules import Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.orders.service import consuming
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.service import parameters
from espace_factures.ribs import repository as ribs_repository

TREASURY: Final = "Trésorerie"
OWN: Final = (
    "Vous avez déposé cette facture, ou vous êtes ou étiez il y a moins d’un an membre de l’entreprise : "
    "un autre agent s’en charge."
)
RETAKEN: Final = "Son numéro est repris par une autre facture : ce rejet ne peut plus être annulé."
TOLD: Final = "Décision enregistrée. Le fournisseur en est averti."


LASTING: Final = frozenset({Status.REDIRECTED, Status.ORDERED, Status.SENT, Status.PAID})
"""Others go on at once with what is redirected; an order to pay is no draft."""
REMEMBERED: Final = ("status", "status_at", "clock_stopped_at", "stopped_seconds", "admitted_ttc")


def _memory(invoice: Invoice) -> dict[str, Any]:
    return {name: getattr(invoice, name) for name in REMEMBERED}


def _restore(uow: UnitOfWork, case: Case[Invoice], _before: Mapping[str, Any]) -> None:
    """A rejection that is taken back: the order is used again, and its number must still be free."""
    invoice = case.item
    if Status(invoice.status) is not Status.REJECTED:
        return
    if invoices_repository.same_number(uow.session, invoice.rid, invoice.number, invoice.year) is not None:
        raise StaleError(RETAKEN)
    if invoice.order_id is not None:
        consuming.consume(uow, invoice.order_id, invoice.total_ttc - invoice.credited_ttc)


def _author(uow: Reading, case: Case[Invoice], wanted: StrEnum) -> str:
    if wanted is Status.PAID:
        return TREASURY
    direction = organisation_repository.direction(uow.session, case.item.direction_id)
    return direction.name if direction else "Province Sud"


def _is_own(uow: Reading, ports: Inside, actor: Actor, case: Case[Invoice]) -> bool:
    ridet = standing.ridet_of(uow, case.item.establishment_id)
    return kinds.is_author(uow, actor, case) or standing.is_near(uow, ports, actor, ridet)


def _apply(uow: UnitOfWork, ports: Inside, actor: Actor, case: Case[Invoice], move: Move) -> None:
    invoice, now = case.item, ports.clock.now()
    if invoice.clock_stopped_at is not None:
        invoice.stopped_seconds += int((now - invoice.clock_stopped_at).total_seconds())
    invoice.clock_stopped_at = now if move.wanted is Status.SUSPENDED else None
    invoice.status_at = now
    if move.wanted in {Status.REJECTED, Status.WITHDRAWN} and invoice.order_id is not None:
        consuming.release(uow, invoice.order_id, invoice.total_ttc - invoice.credited_ttc)
    if isinstance(move.form, InvoiceDecision):
        _apply_form(uow, ports, actor, case, Status(move.wanted), move.form)


def _apply_form(
    uow: UnitOfWork, ports: Inside, actor: Actor, case: Case[Invoice], wanted: Status, form: InvoiceDecision
) -> None:
    """What an agent's decision brings besides the status: an agent, a direction, an amount, a date."""
    invoice = case.item
    if wanted is Status.TAKEN:
        case.demande.assignee_id = actor.account_id
    if wanted is Status.REDIRECTED:
        _redirect(uow, case, form.direction)
    if wanted is Status.ORDERED and invoice.rib_id is not None:
        # The gate holds the RIB: what is written now is what was shown, and stays whatever becomes of the RIB.
        invoice.iban = ribs_repository.by_id(uow.session, invoice.rib_id).iban
        invoice.mandate_reference = form.mandate
    if wanted is Status.SERVICE_DONE:
        invoice.admitted_ttc = _admitted(form.admitted, invoice)
        case.demande.amount = invoice.owed
    if wanted is Status.PAID:
        invoice.payment_reference = form.payment
        invoice.mandate_reference = invoice.mandate_reference or form.mandate
        invoice.paid_on = _paid_on(form.paid_on, invoice, noumea_date(ports.clock.now()))


def _redirect(uow: UnitOfWork, case: Case[Invoice], direction_id: int) -> None:
    direction = organisation_repository.direction(uow.session, direction_id)
    if direction is None or not direction.is_active or direction_id == case.item.direction_id:
        raise FormError({"direction": "Choisissez une autre direction de la liste."})
    if not organisation_repository.acting(uow.session, (Role.INVOICE_AGENT,), (direction_id,)):
        raise FormError(
            {"direction": f"Aucun agent ne sert « {direction.name} » : la facture n’y serait vue de personne."}
        )
    case.item.direction_id = case.demande.direction_id = case.demande.desk = direction_id


def _admitted(typed: str, invoice: Invoice) -> int | None:
    most = invoice.total_ttc - invoice.credited_ttc
    if not typed:
        return most if invoice.credited_ttc else None
    try:
        amount = money.parse_francs(typed)
    except ValueError as error:
        raise FormError({"admitted": str(error)}) from None
    if not 0 < amount <= most:
        raise FormError({"admitted": f"Écrivez un montant entre 1 F et {money.francs(most)}."})
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


def _tell(uow: UnitOfWork, ports: Inside, case: Case[Invoice], move: Move) -> None:
    followers = standing.followers(uow, case.item.establishment_id)
    telling.tell(uow, ports, followers, case.item, move)


def _tell_message(uow: UnitOfWork, ports: Inside, demande: Demande) -> None:
    invoice = invoices_repository.by_reference(uow.session, demande.reference)
    page = kinds.page_of(Kind.INVOICE, demande.reference)
    letter = invoices_messages.answered(invoice.reference, invoice.number, ports.settings.origin + page)
    title = f"Un message au sujet de la facture {invoice.number}"
    followers = standing.followers(uow, invoice.establishment_id)
    outbox.tell(uow, ports, Event.MESSAGE, followers, letter, title, page)


def _recorded(uow: Reading, case: Case[Invoice], wanted: StrEnum) -> str:
    """Where a redirected invoice went: whoever does not serve that direction sees it no more."""
    direction = organisation_repository.direction(uow.session, case.item.direction_id)
    if wanted is Status.REDIRECTED and direction is not None:
        return f"Réorientée vers « {direction.name} ». Le fournisseur en est averti."
    return TOLD


def _desks(uow: Reading, actor: Actor) -> Sequence[int]:
    """The comptable's are all of them."""
    mine = None if actor.can(Permission.INVOICE_PAY) else actor.account_id
    return invoices_repository.desks(uow.session, mine)


def _period(uow: Reading, now: datetime) -> timedelta:
    return parameters.at(uow.session, now).payment_period


INVOICE: Final = CaseKind(
    kind=Kind.INVOICE,
    life=invoices_rules.LIFE,
    right=Permission.INVOICE_REVIEW,
    title="Factures",
    page=routes.INVOICE,
    agent_page=routes.ADMIN_INVOICE,
    queue_page=routes.ADMIN_INVOICES,
    onward=("Voir la facture", ""),
    lost="Cette facture est introuvable.",
    own=OWN,
    form=InvoiceDecision,
    find=invoices_repository.find_readable,
    is_own=_is_own,
    follows=kinds.holding(MemberRight.FOLLOW),
    acts=kinds.holding(MemberRight.DEPOSIT),
    author=_author,
    apply=_apply,
    tell=_tell,
    tell_message=_tell_message,
    panel=tracking.panel,
    acting={Turn.PAYER: Permission.INVOICE_PAY, Turn.AGENT: Permission.INVOICE_PROCESS},
    freeing=frozenset({Status.REDIRECTED}),
    desks=_desks,
    period=_period,
    bar=gates.bar,
    tell_many=telling.tell_many,
    ready=invoices_repository.ready,
    unready=readiness.unready,
    glances=readiness.glances,
    asks={Status.REDIRECTED: ("direction", ""), Status.PAID: ("paid_on", "aujourd’hui")},
    memory=_memory,
    lasting=LASTING,
    restore=_restore,
    recorded=_recorded,
)
