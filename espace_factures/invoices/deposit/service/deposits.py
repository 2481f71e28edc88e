"""From draft to invoice: what the deposit page needs, the pre-check, and « Envoyer », which happens once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Final

import psycopg
from sqlalchemy.exc import IntegrityError

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import ridet, tgc
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.choice import Choice
from espace_factures.core.documents import Finding
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.money import francs, francs_cfp
from espace_factures.core.ports import Inside
from espace_factures.core.typed import folded, identifier
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases
from espace_factures.documents import repository as documents_repository
from espace_factures.documents import service as documents_service
from espace_factures.documents.models import Document
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.certificate import service as certificate_service
from espace_factures.invoices.certificate.rules import code_from
from espace_factures.invoices.deposit.forms import Deposit, deposit_faults
from espace_factures.invoices.deposit.service import agreement, drafts, nature, precheck, twins, verification
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import STAGES, Status, exact_number, number_key
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.orders import repository as orders_repository
from espace_factures.orders.models import Order
from espace_factures.orders.service import consuming
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.service import parameters
from espace_factures.ribs.service import keeping

ONE_NUMBER_A_YEAR: Final = "ux_invoices_number_year"


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What follows from a draft, whatever field was typed last."""

    draft: InvoiceDraft
    document: Document
    warnings: list[Finding]
    rates: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class DepositPage:
    """What the deposit page offers for a draft: what follows from it, and its lists."""

    now: DraftPage
    establishments: list[Choice]
    orders: list[Choice]
    directions: list[Choice]
    ribs: list[Choice]
    attachments: list[str]


def open_deposit(uow: Reading, ports: Inside, actor: Actor) -> tuple[list[Choice], list[drafts.DraftLine]]:
    """The établissements one may deposit for, and the drafts to go on with."""
    actor.require(Permission.INVOICE_DEPOSIT)
    return _establishment_choices(uow, ports, actor), drafts.lines(uow, actor)


def open_draft(uow: Reading, ports: Inside, actor: Actor, public_id: str) -> DepositPage | str:
    """The page of a draft; the reference of the invoice when it was sent already."""
    draft = invoices_repository.own_draft(uow.session, actor, public_id)
    if draft is None:
        raise NotFoundError("Ce brouillon est introuvable.")
    sent = invoices_repository.of_draft(uow.session, draft.id)
    return sent.reference if sent else page_of(uow, ports, actor, draft)


def page_of(uow: Reading, ports: Inside, actor: Actor, draft: InvoiceDraft) -> DepositPage:
    """What the page shows of a draft as it stands."""
    chosen = _chosen(uow, actor, draft)
    return DepositPage(
        now=_as_it_stands(uow, ports, draft, chosen),
        establishments=_establishment_choices(uow, ports, actor),
        orders=_order_choices(uow, chosen),
        directions=[Choice(str(row.id), row.name) for row in organisation_repository.active_directions(uow.session)],
        ribs=[Choice(str(rib.id), rib.label) for rib in (keeping.offered(uow, ports, chosen.id) if chosen else [])],
        attachments=_attachment_names(uow, actor, draft),
    )


def choose_place(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> DepositPage:
    """Keep the établissement that was chosen; its bons de commande and its RIBs come with it."""
    return page_of(uow, ports, actor, drafts.save_fields(uow, ports, actor, public_id, typed))


def save(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> DraftPage:
    """Keep what was typed, and show what follows from it; no list of the page depends on it."""
    draft = drafts.save_fields(uow, ports, actor, public_id, typed)
    return _as_it_stands(uow, ports, draft, _chosen(uow, actor, draft))


def keep_typed(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, typed: dict[str, str]) -> None:
    """Keep the whole form before it is judged, so that nothing is lost; a sent one stays as it is."""
    draft = invoices_repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is not None and invoices_repository.of_draft(uow.session, draft.id) is None:
        drafts.save_fields(uow, ports, actor, public_id, typed)


def attach(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, received: str) -> DepositPage:
    """Add files beside the invoice."""
    return page_of(uow, ports, actor, drafts.add_attachment(uow, ports, actor, public_id, received))


def deposit_invoice(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str, form: Deposit) -> str:
    """Make one invoice of the draft and return its reference; a repeat returns the same one."""
    actor.require(Permission.INVOICE_DEPOSIT)
    draft = invoices_repository.own_draft(uow.session, actor, public_id, lock=True)
    if draft is None:
        raise NotFoundError("Ce brouillon est introuvable.")
    already = invoices_repository.of_draft(uow.session, draft.id)
    if already is not None:
        return already.reference
    nature.refuse_credit_note(draft)
    place = standing.require(uow, actor, form.establishment, MemberRight.DEPOSIT)
    order = _order_of(uow, form, place)
    _refuse_faults(uow, ports, actor, form, place, order)
    document = invoices_repository.draft_document(uow.session, draft)
    demande, invoice = _write_invoice(uow, ports, actor, draft, form, place, order)
    _hand_over_documents(uow, actor, draft, document, demande)
    verification.ask(uow, draft, invoice)
    _tell(uow, ports, actor, invoice, place, document)
    return invoice.reference


def _refuse_faults(
    uow: Reading, ports: Inside, actor: Actor, form: Deposit, place: Establishment, order: Order | None
) -> None:
    faults = deposit_faults(form, noumea_date(ports.clock.now()), _rates_of(uow, ports, form))
    if not form.no_order and form.order and order is None:
        faults["order"] = "Ce bon de commande n’est pas à cet établissement : choisissez-en un autre."
    if order is not None and not order.is_open:
        faults["order"] = "Ce bon de commande est clos : choisissez-en un autre, ou écrivez à la direction concernée."
    if form.no_order and form.direction and not _is_open(uow, form.direction):
        faults["direction"] = "Choisissez une direction de la liste."
    if same := twins.taken(uow, actor.account_id, place, form.number, form.issued_on.year):
        faults["number"] = same
    if faults:
        raise FormError(faults)


def _rates_of(uow: Reading, ports: Inside, form: Deposit) -> Sequence[Decimal]:
    return parameters.at(uow.session, ports.clock.now()).rates_on(form.issued_on)


def _is_open(uow: Reading, direction_id: int) -> bool:
    direction = organisation_repository.direction(uow.session, direction_id)
    return direction is not None and direction.is_active


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
    title = f"Facture {form.number} – {place.name}"
    demande = cases.open_demande(uow, ports, actor, Kind.INVOICE, title, STAGES[Status.DEPOSITED], place.id)
    demande.direction_id = demande.desk = direction_id
    demande.amount, demande.label = form.total_ttc, form.number
    demande.words = f"{folded(form.number)} {folded(order.number if order else '')}".strip()
    if form.message:
        cases.say(uow, ports, actor, demande, form.message)
    rib = next((rib for rib in keeping.offered(uow, ports, place.id) if rib.id == form.rib), None)
    warnings = precheck.warnings(uow, ports, draft, place, _rates_of(uow, ports, form))
    now = ports.clock.now()
    invoice = Invoice(
        reference=demande.reference,
        demande_id=demande.id,
        draft_id=draft.id,
        establishment_id=place.id,
        account_id=actor.account_id,
        direction_id=direction_id,
        order_id=order.id if order else None,
        order_number=order.number if order else "",
        document_id=draft.document_id,
        number=form.number,
        number_key=number_key(form.number),
        number_exact=exact_number(form.number),
        issued_on=form.issued_on,
        year=form.issued_on.year,
        total_ht=form.total_ht,
        taxes={tgc.plain(rate): amount for rate, amount in form.amounts.taxes.items() if amount},
        total_ttc=form.total_ttc,
        rib_id=rib.id if rib else None,
        iban=rib.iban if rib else "",
        status=Status.DEPOSITED,
        status_at=now,
        deposited_at=now,
        findings=[*draft.findings, *(asdict(warning) for warning in warnings)],
        replaces_id=_replaced_id(uow, actor, draft),
        verification_code=code_from(ports.chance.token()),
    )
    agreement.mark(demande, draft, form, invoice, order)
    uow.session.add(invoice)
    _refuse_twin(uow)
    if order is not None:
        consuming.consume(uow, order.id, form.total_ttc)
    return demande, invoice


def _replaced_id(uow: Reading, actor: Actor, draft: InvoiceDraft) -> int | None:
    found = invoices_repository.find_readable(uow.session, actor, draft.replaces) if draft.replaces else None
    return found[0].id if found and found[0].status == Status.REJECTED else None


def _refuse_twin(uow: UnitOfWork) -> None:
    """Two deposits of one number at the same instant: the database lets one through."""
    try:
        uow.session.flush()
    except IntegrityError as error:
        if not isinstance(error.orig, psycopg.Error) or error.orig.diag.constraint_name != ONE_NUMBER_A_YEAR:
            raise
        sentence = "Une facture de ce numéro vient d’être déposée. Vérifiez « Mes factures »."
        raise FormError({"number": sentence}) from None


def _hand_over_documents(
    uow: UnitOfWork, actor: Actor, draft: InvoiceDraft, document: Document, demande: Demande
) -> None:
    document.demande_id = demande.id
    for public_id in draft.values.get("attachments", "").split():
        documents_service.take_document(uow, actor, public_id, demande.id, "attachments")


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


def _chosen(uow: Reading, actor: Actor, draft: InvoiceDraft) -> Establishment | None:
    place = identifier(draft.values.get("establishment", ""))
    return establishments_repository.find(uow.session, place, actor.account_id, MemberRight.DEPOSIT)


def _as_it_stands(uow: Reading, ports: Inside, draft: InvoiceDraft, place: Establishment | None) -> DraftPage:
    rates = drafts.rates_of(uow, ports, draft.values.get("issued_on", ""))
    document = invoices_repository.draft_document(uow.session, draft)
    return DraftPage(draft, document, precheck.warnings(uow, ports, draft, place, rates), rates)


def _establishment_choices(uow: Reading, ports: Inside, actor: Actor) -> list[Choice]:
    mine = standing.mine(uow, ports, actor, MemberRight.DEPOSIT)
    return [Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in mine]


def _order_choices(uow: Reading, place: Establishment | None) -> list[Choice]:
    found = orders_repository.open_orders(uow.session, [place.id]) if place else []
    return [Choice(row.number, f"{row.number} — reste {francs(max(row.amount - row.invoiced, 0))}") for row in found]


def _attachment_names(uow: Reading, actor: Actor, draft: InvoiceDraft) -> list[str]:
    wanted = draft.values.get("attachments", "").split()
    found = documents_repository.own_loose_documents(uow.session, actor, wanted) if wanted else ()
    return [document.name for document in found]
