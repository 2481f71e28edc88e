"""What is to be paid leaves in a file: who made it, when and with which invoices stay written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import sheets
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.transfers import Transfer, document
from espace_factures.demandes import repository as demandes_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.service import standing
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.payment import repository
from espace_factures.invoices.payment.forms import Export
from espace_factures.invoices.payment.models import PaymentExport, PaymentExportLine
from espace_factures.invoices.payment.repository import Due
from espace_factures.invoices.payment.rules import MOST_EXPORTED, STAGES_TO_PAY
from espace_factures.invoices.rules import STAGES, THREE_PERSONS, Status
from espace_factures.ribs.service import paying

RIGHT = Permission.INVOICE_PAY
NOTHING: Final = "Il n’y a rien à exporter : tout est déjà parti, ou rien n’est à payer."
TOO_MANY: Final = f"Il y a plus de {MOST_EXPORTED} factures à exporter : choisissez un statut."
NONE_PAYABLE: Final = (
    "Il n’y a rien à virer par vous : il faut des factures « Transmise au comptable », sur le RIB et pour le montant "
    "exportés, jamais virées, dont vous n’avez fait ni le service fait ni le mandatement."
)
COLUMNS: Final = (
    "reference", "montant", "date", "paiement", "numero", "etablissement", "ridet", "iban", "bic", "titulaire",
    "statut", "mandat", "a_verifier", "deja_exportee",
)  # fmt: skip
"""Those of an import of payments first: the file comes back once `date` and `paiement` are filled."""


def export(uow: UnitOfWork, ports: Inside, actor: Actor, form: Export) -> PaymentExport:
    """Write down a file of what is to be paid; an invoice of an earlier file is left out, or said."""
    actor.require(RIGHT)
    repository.one_at_a_time(uow.session)
    rows = repository.due(uow.session, form.stage, MOST_EXPORTED + 1)
    if len(rows) > MOST_EXPORTED:
        raise DomainError(TOO_MANY, "too-many-rows")
    before = repository.last_exports(uow.session, [row.invoice.id for row in rows])
    kept = [row for row in rows if form.again or row.invoice.id not in before]
    if not kept:
        raise DomainError(NOTHING, "nothing-to-export")
    now = ports.clock.now()
    made = PaymentExport(
        account_id=actor.account_id,
        at=now,
        stage=form.stage if form.stage in STAGES_TO_PAY else "",
        invoices=len(kept),
        again=sum(row.invoice.id in before for row in kept),
        amount=sum(_amount(row) for row in kept),
    )
    uow.session.add(made)
    uow.session.flush()
    uow.session.add_all(_line(made.id, row, before.get(row.invoice.id), now) for row in kept)
    audit_service.record(
        uow, ports, actor, Action.PAYMENTS_EXPORTED, f"payments:{made.id}", invoices=made.invoices, again=made.again
    )
    uow.notify(topics.payments())
    return made


async def sheet(actor: Actor, number: int) -> str:
    """The file as CSV, as it was made; taking it is in the audit log. Raises NotFoundError."""
    lines = await read(_cells, actor, number)
    await run(audit_service.record, actor, Action.PAYMENTS_TAKEN, f"payments:{number}")
    return sheets.MARK + sheets.written([COLUMNS, *lines])


async def transfers(actor: Actor, number: int) -> bytes:
    """What may be paid of that file, as the bank takes it: the same each time. Raises NotFoundError."""
    content = await run(_transfers, actor, number)
    await run(audit_service.record, actor, Action.PAYMENTS_TAKEN, f"payments:{number}", transfers=True)
    return content


def _transfers(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> bytes:
    """Written the first time; what is given to the bank by a file is given by no other."""
    actor.require(RIGHT)
    repository.one_at_a_time(uow.session)
    made = repository.export(uow.session, number, lock=True)
    payer, now = ports.settings.payer, ports.clock.now()
    if payer is None or made is None:
        raise NotFoundError
    if made.transfers is not None:
        return made.transfers
    if not (payable := list(_payable(uow, ports, actor, number))):
        raise DomainError(NONE_PAYABLE, "nothing-to-transfer")
    made.transfers = document(f"EF-{number}", now, noumea_date(now), payer, payable)
    return made.transfers


def _payable(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> Iterator[Transfer]:
    """The lines that may be paid now by the actor; each remembers that the bank was given its transfer."""
    now, lines = ports.clock.now(), repository.export_lines(uow.session, number)
    given = repository.transferred(uow.session, [invoice.id for _, invoice, *_ in lines])
    for line, invoice, place, rib in lines:
        if rib is None or invoice.id in given or not _is_as_exported(line, invoice) or paying.fault(rib, now):
            continue
        if _may_pay(uow, ports, actor, invoice, place):
            line.transferred_at = now
            words = f"{invoice.reference} {invoice.number}"
            yield Transfer(invoice.reference, rib.holder, rib.iban, rib.bic, line.amount, words)


def _is_as_exported(line: PaymentExportLine, invoice: Invoice) -> bool:
    """Sent to the comptable, on the RIB and for the amount that the file said."""
    owed = invoice.owed
    return invoice.status == Status.SENT and (line.rib_id, line.amount) == (invoice.rib_id, owed)


def _may_pay(uow: Reading, ports: Inside, actor: Actor, invoice: Invoice, place: Establishment) -> bool:
    """Who attested or mandated it does not pay it, nor does somebody of the company."""
    others = [STAGES[act].label for act in THREE_PERSONS if act is not Status.PAID]
    done = demandes_repository.done_by(uow.session, invoice.demande_id, actor.account_id, others)
    return done is None and not standing.is_near(uow, ports, actor, place.ridet)


def _cells(uow: Reading, _ports: Inside, actor: Actor, number: int) -> list[list[object]]:
    actor.require(RIGHT)
    if repository.export(uow.session, number) is None:
        raise NotFoundError
    return [
        [
            *(invoice.reference, line.amount, "", "", invoice.number, place.name, place.ridet),
            *((rib.iban, rib.bic, rib.holder) if rib else ("", "", "")),
            *(STAGES[Status(line.status)].label, invoice.mandate_reference, line.fault, _day(line.before)),
        ]
        for line, invoice, place, rib in repository.export_lines(uow.session, number)
    ]


def _line(export_id: int, row: Due, before: datetime | None, now: datetime) -> PaymentExportLine:
    fault = paying.fault(row.rib, now)
    return PaymentExportLine(
        export_id=export_id,
        invoice_id=row.invoice.id,
        rib_id=row.invoice.rib_id,
        amount=_amount(row),
        status=row.invoice.status,
        fault=fault.sentence if fault else "",
        before=before,
    )


def _amount(row: Due) -> int:
    """What is admitted is what is paid."""
    return row.invoice.owed


def _day(instant: datetime | None) -> str:
    return str(noumea_date(instant)) if instant else ""
