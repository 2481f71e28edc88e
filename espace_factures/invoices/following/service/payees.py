"""On which RIB an invoice is paid: chosen by a manager until the mandate, chosen again when it is retired or frozen."""

from typing import Final

from espace_factures import routes
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.rib import masked
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Stage, Tone
from espace_factures.demandes.service import cases, kinds
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import recent
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status as RibStatus

CHOSEN: Final = Stage("RIB choisi", Tone.PROGRESS)
LOST: Final = Stage("En attente d’un RIB", Tone.WAITING)
TOO_LATE: Final = "Cette facture est mandatée ou close : son RIB ne change plus."


def choose(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, rib_id: int) -> None:
    """Name the validated RIB on which the invoice will be paid, as a manager who proved lately that it is they."""
    actor.require(Permission.RIB_USE)
    found = invoices_repository.find_readable(uow.session, actor, reference, lock=True)
    if found is None:
        raise NotFoundError("Cette facture est introuvable.")
    invoice, demande = found
    standing.require(uow, actor, invoice.establishment_id, MemberRight.MANAGE)
    recent.require(uow, ports, actor)
    if Status(invoice.status) not in invoices_rules.RIB_OPEN:
        raise DomainError(TOO_LATE, "rib-settled")
    rib = _offered(uow, invoice, rib_id)
    if rib.id == invoice.rib_id:
        return
    _name(uow, ports, actor, (invoice, demande), rib)
    _tell(uow, ports, actor, invoice, rib)


def rib_lost(uow: UnitOfWork, ports: Inside, actor: Actor, rib: Rib, following: Rib | None) -> int:
    """A RIB goes: what was to be paid on it goes to the `following` one, or waits for another; returns how many."""
    rows = invoices_repository.unpaid_on(uow.session, rib.id)
    for invoice, demande in rows:
        if following is not None and Status(invoice.status) in invoices_rules.RIB_OPEN:
            _name(uow, ports, actor, (invoice, demande), following)
        else:
            demande.alert, demande.alert_tone = "RIB retiré", Tone.REFUSED
            _mark(uow, ports, actor, demande, LOST, f"Le RIB {masked(rib.iban)} ne peut plus servir.")
    mandated = [invoice for invoice, _ in rows if Status(invoice.status) not in invoices_rules.RIB_OPEN]
    _tell_payers(uow, ports, mandated)
    return len(rows)


def _offered(uow: UnitOfWork, invoice: Invoice, rib_id: int) -> Rib:
    """A validated RIB of the établissement, kept from being retired until the commit."""
    known = {rib.id for rib in ribs_repository.offered(uow.session, invoice.establishment_id)}
    rib = ribs_repository.by_id(uow.session, rib_id, lock=True) if rib_id in known else None
    if rib is None or rib.status is not RibStatus.VALIDATED:
        raise FormError({"rib": "Choisissez un RIB validé de la liste."})
    return rib


def _name(uow: UnitOfWork, ports: Inside, actor: Actor, found: tuple[Invoice, Demande], rib: Rib) -> None:
    invoice, demande = found
    before = masked(invoice.iban) if invoice.iban else "aucun"
    invoice.rib_id, invoice.iban = rib.id, rib.iban
    demande.alert, demande.alert_tone = "RIB changé", Tone.WAITING
    _mark(uow, ports, actor, demande, CHOSEN, f"{masked(rib.iban)} (avant : {before})")


def _mark(uow: UnitOfWork, ports: Inside, actor: Actor, demande: Demande, stage: Stage, comment: str) -> None:
    """A line of the history that changes no status; whoever was deciding is asked to look again."""
    demande.version += 1
    demande.updated_at = ports.clock.now()
    cases.note(uow, ports, demande, actor, stage, comment)
    audit_service.record(uow, ports, actor, Action.INVOICE_RIB, demande.reference, state=stage.label)


def _tell(uow: UnitOfWork, ports: Inside, actor: Actor, invoice: Invoice, rib: Rib) -> None:
    page = kinds.page_of(Kind.INVOICE, invoice.reference)
    link = ports.settings.origin + page
    letter = invoices_messages.rib_chosen(invoice.reference, invoice.number, masked(rib.iban), actor.name, link)
    managers = standing.manager_recipients(uow, invoice.establishment_id)
    outbox.tell(uow, ports, Event.RIB, managers, letter, letter.subject, page)


def _tell_payers(uow: UnitOfWork, ports: Inside, mandated: list[Invoice]) -> None:
    """The comptables give back what they hold and cannot pay any more."""
    if not mandated:
        return
    link = ports.settings.origin + routes.ADMIN_INVOICES
    letter = invoices_messages.not_payable([invoice.reference for invoice in mandated], link)
    for payer in identity_repository.with_role(uow.session, Role.ACCOUNTANT):
        outbox.warn(uow, ports, recipient_of(payer), letter, routes.ADMIN_INVOICES)
