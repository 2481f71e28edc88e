"""« Envoyer »: a draft becomes an invoice, once, whole, or not at all."""

from dataclasses import asdict

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.money import francs_cfp
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases
from espace_factures.documents.models import Document
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.certificate import service as certificate_service
from espace_factures.invoices.certificate.rules import code_from
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.service import (
    agreement,
    attaching,
    claims,
    crediting,
    drafts,
    nature,
    precheck,
    verification,
)
from espace_factures.invoices.deposit.service.faults import faults_of
from espace_factures.invoices.deposit.service.look import look_at
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import STAGES, Nature, Status
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.orders import repository as orders_repository
from espace_factures.orders.models import Order
from espace_factures.orders.service import consuming
from espace_factures.ribs.service import keeping


def keep_typed(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> None:
    """Keep the whole form before it is judged, so that nothing is lost; a sent one stays as it is."""
    draft = repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is not None and repository.of_draft(uow.session, draft.id) is None:
        drafts.save_fields(uow, ports, actor, public_id, typed)


def deposit_invoice(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, form: Deposit) -> str:
    """Make one invoice of the draft and return its reference; a repeat returns the same one."""
    actor.require(Permission.INVOICE_DEPOSIT)
    draft = repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is None:
        raise NotFoundError("Ce brouillon est introuvable.")
    already = repository.of_draft(uow.session, draft.id)
    if already is not None:
        return already.reference
    place = standing.require(uow, actor, form.establishment, MemberRight.DEPOSIT)
    if form.nature is Nature.CREDIT:
        return crediting.deposit_credit_note(uow, ports, actor, draft, form, place)
    nature.refuse_credit_note(draft)
    order = _order_of(uow, form, place)
    if faults := faults_of(uow, ports, actor.account_id, form, place, order):
        raise FormError(faults)
    document = repository.draft_document(uow.session, draft)
    demande, invoice = _write_invoice(uow, ports, actor, draft, form, place, order)
    attaching.hand_over(uow, actor, draft, demande)
    verification.ask(uow, draft, invoice)
    _tell(uow, ports, actor, invoice, place, document)
    return invoice.reference


def _write_invoice(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    draft: InvoiceDraft,
    form: Deposit,
    place: Establishment,
    order: Order | None,
) -> tuple[Demande, Invoice]:
    direction_id = order.direction_id if order else form.direction
    title = claims.title_of(form, place)
    demande = cases.open_demande(uow, ports, actor, Kind.INVOICE, title, STAGES[Status.DEPOSITED], place.id)
    demande.direction_id = demande.desk = direction_id
    claims.entitle(demande, form, order)
    if form.message:
        cases.say(uow, ports, actor, demande, form.message)
    rib = next((rib for rib in keeping.offered(uow, ports, place.id) if rib.id == form.rib), None)
    found = precheck.check(uow, look_at(uow, ports, draft, place)).findings
    now = ports.clock.now()
    invoice = Invoice(
        reference=demande.reference,
        demande_id=demande.id,
        draft_id=draft.id,
        establishment_id=place.id,
        account_id=actor.account_id,
        direction_id=direction_id,
        document_id=draft.document_id,
        nature=form.nature,
        rib_id=rib.id if rib else None,
        iban=rib.iban if rib else "",
        status=Status.DEPOSITED,
        status_at=now,
        deposited_at=now,
        findings=[*draft.findings, *map(asdict, found)],
        replaces_id=_replaced_id(uow, actor, draft),
        verification_code=code_from(ports.chance.token()),
        **claims.columns_of(form, order),
    )
    agreement.mark(demande, draft, invoice, order)
    uow.session.add(invoice)
    claims.refuse_twin(uow)
    if order is not None:
        consuming.consume(uow, order.id, form.total_ttc)
    return demande, invoice


def _replaced_id(uow: Reading, actor: Actor, draft: InvoiceDraft) -> int | None:
    found = invoices_repository.find_readable(uow.session, actor, draft.replaces) if draft.replaces else None
    return found[0].id if found and found[0].status == Status.REJECTED else None


def _tell(
    uow: UnitOfWork, ports: Inside, actor: Actor, invoice: Invoice, place: Establishment, document: Document
) -> None:
    link = ports.settings.origin + routes.with_query(routes.INVOICE, ref=invoice.reference)
    letter = invoices_messages.deposited(
        invoice.reference, invoice.number, place.name, francs_cfp(invoice.total_ttc), document.sha256, link
    )
    outbox.confirm(
        uow, ports, Event.INVOICE, actor, letter, attachment=f"{certificate_service.ATTACHED}/{invoice.reference}"
    )
    audit_service.record(uow, ports, actor, Action.INVOICE_DEPOSITED, invoice.reference, sha256=document.sha256)


def _order_of(uow: Reading, form: Deposit, place: Establishment) -> Order | None:
    if form.no_order or not form.order:
        return None
    return orders_repository.order_of(uow.session, form.order, place.id)
