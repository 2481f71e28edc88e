"""What stops a deposit, by field, once each field is well formed."""

from datetime import date
from decimal import Decimal

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.core.money import francs
from espace_factures.core.ports import Inside
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit.forms import Claim, Deposit, claim_faults, deposit_faults
from espace_factures.invoices.deposit.service import twins
from espace_factures.invoices.deposit.service.about_fields import CLOSED
from espace_factures.invoices.models import Invoice
from espace_factures.orders.models import Order
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.service import parameters


def faults_of(
    uow: Reading, ports: Inside, account_id: int, form: Deposit, place: Establishment, order: Order | None
) -> dict[str, str]:
    """A sentence for each field to correct; nothing when the invoice may leave."""
    faults = deposit_faults(form, *_at(uow, ports, form))
    if not form.no_order:
        faults |= _order_faults(form, order)
    if form.no_order and form.direction and not _is_open(uow, form.direction):
        faults["direction"] = "Choisissez une direction de la liste."
    if same := twins.taken(uow, account_id, place, form.number, form.issued_on.year):
        faults["number"] = same
    return faults


def faults_of_correction(
    uow: Reading, ports: Inside, actor: Actor, form: Claim, invoice: Invoice, place: Establishment, order: Order | None
) -> dict[str, str]:
    """The same for an invoice that was sent; the bon de commande it has already may be closed since."""
    faults = claim_faults(form, *_at(uow, ports, form))
    if order is None or order.id != invoice.order_id:
        faults |= _order_faults(form, order)
    if form.total_ttc <= invoice.credited_ttc:
        faults["total_ttc"] = f"Écrivez plus que ce que ses avoirs déduisent : {francs(invoice.credited_ttc)}."
    year, own = form.issued_on.year, invoice.id
    if same := twins.taken(uow, actor.account_id, place, form.number, year, but=own):
        faults["number"] = same
    return faults


def _at(uow: Reading, ports: Inside, form: Claim) -> tuple[date, tuple[Decimal, ...]]:
    """Today, and the rates in force at the date of the invoice."""
    now = ports.clock.now()
    return noumea_date(now), parameters.at(uow.session, now).rates_on(form.issued_on)


def _order_faults(form: Claim, order: Order | None) -> dict[str, str]:
    if form.order and order is None:
        return {"order": "Ce bon de commande n’est pas à cet établissement : choisissez-en un autre."}
    return {"order": CLOSED} if order is not None and not order.is_open else {}


def _is_open(uow: Reading, direction_id: int) -> bool:
    direction = organisation_repository.direction(uow.session, direction_id)
    return direction is not None and direction.is_active
