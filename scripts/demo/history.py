"""Three years that are over: rows made in bulk, each invoice with its document, moved as the life of invoices says."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select

from espace_factures.app.outside import outside
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.calendar import noumea_date
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes import rules as demandes_rules
from espace_factures.demandes.models import Demande, DemandeEvent
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import turning
from espace_factures.demandes.service.kinds import Case, Move
from espace_factures.documents.models import Document
from espace_factures.documents.rules import PDF, DocumentRole
from espace_factures.invoices.certificate.rules import code_from
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.processing.service.case import INVOICE, TREASURY
from espace_factures.invoices.rules import STAGES, Status, exact_number, number_key
from espace_factures.orders.models import Order
from espace_factures.orders.service import consuming
from espace_factures.ribs.models import Rib
from scripts.demo import papers
from scripts.demo.invoices import ADMITTED_EACH, Cast, admitted, why
from scripts.demo.stage import Stage
from scripts.demo.story import Planned, Step
from scripts.demo.suppliers import SUPPLIERS

RELEASED: Final = (Status.REJECTED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows refer to."""

    orders: Mapping[str, int]
    ribs: Mapping[int, Sequence[Rib]]


def write(stage: Stage, cast: Cast, story: Sequence[Planned]) -> None:
    """All of it in one transaction, unless it is there."""
    first = Invoice.number == story[0].bill.number, Invoice.establishment_id == cast.places[story[0].place].id
    if stage.first(select(Invoice).where(*first)):
        return
    with ThreadPoolExecutor(2) as threads:
        kept = list(threads.map(_keep, story))
    stage.do(_write_all, stage, cast, story, kept)


def _keep(planned: Planned) -> Document:
    """Its paper at rest, and the row that says so."""
    content, bill = papers.invoice(planned.bill), planned.bill
    digest = hashlib.sha256(content).hexdigest()
    name = hashlib.sha256(f"demonstration {bill.number} {digest}".encode()).hexdigest()
    key = f"documents/{digest[:2]}/{name}"
    outside().files.put(key, content)
    return Document(
        public_id=name[:32],
        account_id=0,
        role=DocumentRole.INVOICE,
        name=f"{bill.number}.pdf",
        media_type=PDF,
        size=len(content),
        pages=1,
        sha256=digest,
        storage_key=key,
        created_at=planned.deposited_at,
    )


def _write_all(
    uow: UnitOfWork, ports: Inside, stage: Stage, cast: Cast, story: Sequence[Planned], kept: Sequence[Document]
) -> None:
    known = _known(uow, cast)
    demandes = [_demande(uow, cast, planned) for planned in story]
    uow.session.add_all(demandes)
    uow.session.flush()
    for demande, document in zip(demandes, kept, strict=True):
        document.demande_id, document.account_id = demande.id, demande.account_id
    uow.session.add_all(kept)
    uow.session.flush()
    for planned, demande, document in zip(story, demandes, kept, strict=True):
        invoice = _invoice(cast, known, planned, demande, document)
        uow.session.add_all([invoice, *_live(uow, ports, stage, cast, planned, Case(demande, invoice))])
        # Named once its life is over: the walk would give back what was never taken.
        invoice.order_id = known.orders.get(planned.bill.order)
    uow.session.flush()
    _consume(uow, known, story)


def _known(uow: UnitOfWork, cast: Cast) -> _Known:
    orders = {order.number: order.id for order in uow.session.exec(select(Order)).all()}
    vouched = select(Rib).where(col(Rib.usable_from).is_not(None)).order_by(col(Rib.created_at))
    found = uow.session.exec(vouched).all()
    return _Known(
        orders, {place.id: [rib for rib in found if rib.establishment_id == place.id] for place in cast.places}
    )


def _demande(uow: UnitOfWork, cast: Cast, planned: Planned) -> Demande:
    at, bill = planned.deposited_at, planned.bill
    year = noumea_date(at).year
    number = demandes_repository.next_number(uow.session, f"{demandes_rules.SERIES[Kind.INVOICE]}-{year}")
    direction = cast.directions[planned.direction]
    return Demande(
        reference=demandes_rules.reference(Kind.INVOICE, year, number),
        kind=Kind.INVOICE,
        title=f"Facture {bill.number} – {bill.supplier.name}",
        status="",
        tone="",
        account_id=cast.actors[bill.supplier.manager].account_id,
        establishment_id=cast.places[planned.place].id,
        direction_id=direction.id,
        created_at=at,
        updated_at=at,
        desk=direction.id,
        clock_from=at,
        amount=bill.total_ttc,
        label=bill.number,
        words=f"{bill.number.lower()} {bill.order.lower()}".strip(),
    )


def _invoice(cast: Cast, known: _Known, planned: Planned, demande: Demande, document: Document) -> Invoice:
    bill, at, place = planned.bill, planned.deposited_at, cast.places[planned.place]
    usable = [rib for rib in known.ribs[place.id] if rib.usable_from and rib.usable_from <= at]
    rib = usable[-1] if usable else None
    return Invoice(
        reference=demande.reference,
        demande_id=demande.id,
        establishment_id=place.id,
        account_id=demande.account_id,
        direction_id=demande.desk,
        order_number=bill.order,
        document_id=document.id,
        number=bill.number,
        number_key=number_key(bill.number),
        number_exact=exact_number(bill.number),
        issued_on=bill.issued_on,
        year=bill.issued_on.year,
        total_ht=bill.total_ht,
        taxes={str(rate): tax for rate, tax in bill.taxes.items()},
        total_ttc=bill.total_ttc,
        rib_id=rib.id if rib else None,
        iban=rib.iban if rib else "",
        status=Status.DEPOSITED,
        status_at=at,
        deposited_at=at,
        verification_code=code_from(f"demonstration {demande.reference}"),
    )


def _live(
    uow: UnitOfWork, ports: Inside, stage: Stage, cast: Cast, planned: Planned, case: Case[Invoice]
) -> list[DemandeEvent]:
    """Each step of its life, and the history that tells them."""
    told = [_tell(cast, planned, case, Step(planned.deposited_at, Status.DEPOSITED))]
    for step in planned.steps:
        if step.status not in INVOICE.life.steps[case.item.status]:
            raise ValueError(f"{case.item.status} → {step.status}")
        stage.clock.instant = step.at
        actor = cast.signer(planned, step.status)
        event = _tell(cast, planned, case, step)
        INVOICE.apply(uow, ports, actor, case, Move(step.status, event.author, event.reason_code, event.comment))
        case.item.status, case.demande.version = step.status, case.demande.version + 1
        turning.stand(INVOICE, case.demande, step.status, step.at, actor.account_id)
        told.append(event)
    _settle(planned, case)
    return told


def _settle(planned: Planned, case: Case[Invoice]) -> None:
    """What its decisions brought besides."""
    invoice, last = case.item, planned.steps[-1]
    if last.status is Status.PAID:
        invoice.paid_on = noumea_date(last.at)
        invoice.admitted_ttc = admitted(planned.bill) if planned.chance % ADMITTED_EACH == 0 else None


def _tell(cast: Cast, planned: Planned, case: Case[Invoice], step: Step) -> DemandeEvent:
    stage, demande = STAGES[step.status], case.demande
    demande.status, demande.tone, demande.updated_at, demande.stage = stage.label, stage.tone, step.at, step.status
    reason, comment = why(planned, step.status) or ("", "")
    is_supplier = step.status in {Status.DEPOSITED, Status.COMPLETED, Status.WITHDRAWN}
    actor = cast.actors[SUPPLIERS[planned.place].manager] if is_supplier else cast.signer(planned, step.status)
    author = actor.name if is_supplier else TREASURY if step.status is Status.PAID else planned.bill.direction
    return DemandeEvent(
        demande_id=demande.id,
        at=step.at,
        account_id=actor.account_id,
        author=author,
        status=stage.label,
        tone=stage.tone,
        reason_code=reason,
        comment=comment,
    )


def _consume(uow: UnitOfWork, known: _Known, story: Sequence[Planned]) -> None:
    """What the invoices that were neither rejected nor withdrawn use of their orders."""
    used: dict[int, int] = {}
    for planned in story:
        order_id = known.orders.get(planned.bill.order)
        if order_id is not None and planned.status not in RELEASED:
            used[order_id] = used.get(order_id, 0) + planned.bill.total_ttc
    for order_id, amount in used.items():
        consuming.consume(uow, order_id, amount)
