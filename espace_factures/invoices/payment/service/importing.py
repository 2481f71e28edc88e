"""Payments come back in a file: each line is held against its invoice, confirmed, then recorded by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.documents.service import Stored
from espace_factures.identity.service import acting
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.payment import repository
from espace_factures.invoices.payment.forms import read_rows
from espace_factures.invoices.payment.models import PaymentFile, PaymentLine
from espace_factures.invoices.payment.rules import Outcome, Owed, Paid, Verdict, judged
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.jobs.queue import Job, Line

RIGHT = Permission.INVOICE_PAY
RECORD: Final = Job("payments.record", Line.BATCHES)
LOST: Final = "Ce fichier de paiements est introuvable."


@dataclass(frozen=True, slots=True)
class Report:
    """A file, how many of its lines have each outcome, and the first ones of each that is told."""

    file: PaymentFile
    counts: dict[Outcome, int]
    refused: Sequence[PaymentLine]
    waiting: Sequence[PaymentLine]
    done: Sequence[PaymentLine]


async def receive(actor: Actor, name: str, content: bytes) -> int:
    """Keep a file and hold each of its lines against its invoice; nothing is recorded. Returns its number."""
    actor.require(RIGHT)
    stored = await documents_service.receive(actor, DocumentRole.PAYMENTS, name, content)
    return await run(weigh, actor, stored, content)


def weigh(uow: UnitOfWork, ports: Inside, actor: Actor, stored: Stored, content: bytes) -> int:
    """Write the lines of a file with what is to become of each."""
    actor.require(RIGHT)
    rows, today = list(read_rows(content)), noumea_date(ports.clock.now())
    known = repository.of_references(uow.session, [reference for _, reference, _ in rows])
    file = PaymentFile(
        account_id=actor.account_id,
        document_id=stored.document.id,
        address=actor.address,
        created_at=ports.clock.now(),
    )
    uow.session.add(file)
    uow.session.flush()
    first: dict[str, int] = {}
    for row, reference, said in rows:
        twin = first.setdefault(reference, row) if isinstance(said, Paid) else row
        uow.session.add(
            _line(file.id, row, reference, said, _verdict(said, known.get(reference), today, row, twin), known)
        )
    return file.id


def report(uow: Reading, _ports: Inside, actor: Actor, number: int) -> Report:
    """Where a file is; raises NotFoundError."""
    actor.require(RIGHT)
    found = repository.file(uow.session, number)
    if found is None:
        raise NotFoundError(LOST)
    told = (repository.lines(uow.session, number, outcome) for outcome in TOLD)
    return Report(found, repository.counts(uow.session, number), *told)


TOLD: Final = (Outcome.REFUSED, Outcome.WAITING, Outcome.DONE)


def confirm(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Have the lines that contradict nothing recorded, by a job; a second click changes nothing."""
    actor.require(RIGHT)
    found = repository.file(uow.session, number, lock=True)
    if found is None:
        raise NotFoundError(LOST)
    if found.account_id != actor.account_id:
        raise DomainError("Un autre agent a envoyé ce fichier : c’est à lui de le confirmer.", "other-sender")
    if found.started_at is not None:
        return
    found.started_at = ports.clock.now()
    uow.defer(RECORD, number=number)
    counts = {outcome.name.lower(): count for outcome, count in repository.counts(uow.session, number).items()}
    audit_service.record(uow, ports, actor, Action.PAYMENTS_IMPORTED, f"payment-file:{number}", **counts)
    uow.notify(topics.payments())


def waiting(uow: Reading, _ports: Inside, number: int) -> Sequence[int]:
    """The lines of a confirmed file still to be recorded."""
    return repository.waiting(uow.session, number)


def record(uow: UnitOfWork, ports: Inside, line_id: int) -> None:
    """Declare the invoice of a line paid, on the version that was read, and write that it is done: both or neither."""
    found = repository.lock_waiting(uow.session, line_id)
    if found is None:
        return
    line, file = found
    actor = acting.actor_of(uow, file.account_id, file.address)
    form = InvoiceDecision(status=Status.PAID, paid_on=str(line.paid_on), payment=line.payment, mandate=line.mandate)
    deciding.decide(uow, ports, actor, Kind.INVOICE, line.reference, line.version, form)
    line.outcome = Outcome.DONE
    uow.notify(topics.payments())


def refuse(uow: UnitOfWork, _ports: Inside, line_id: int, sentence: str) -> None:
    """Write why a line was refused; the others go on."""
    found = repository.lock_waiting(uow.session, line_id)
    if found is not None:
        found[0].outcome, found[0].sentence = Outcome.REFUSED, sentence
        uow.notify(topics.payments())


def end(uow: UnitOfWork, ports: Inside, number: int) -> None:
    """Nothing is left to record."""
    found = repository.file(uow.session, number, lock=True)
    if found is not None:
        found.ended_at = found.ended_at or ports.clock.now()
        uow.notify(topics.payments())


def _verdict(said: Paid | str, known: tuple[Invoice, int] | None, today: date, row: int, twin: int) -> Verdict:
    if isinstance(said, str):
        return Verdict(Outcome.REFUSED, said)
    if twin != row:
        return Verdict(Outcome.REFUSED, f"La ligne {twin} paie déjà cette facture.")
    return judged(said, _owed(*known) if known else None, today)


def _owed(invoice: Invoice, version: int) -> Owed:
    return Owed(
        status=invoice.status,
        amount=invoice.owed,
        deposited_on=noumea_date(invoice.deposited_at),
        paid_on=invoice.paid_on,
        payment=invoice.payment_reference,
        mandate=invoice.mandate_reference,
        version=version,
    )


def _line(
    file_id: int,
    row: int,
    reference: str,
    said: Paid | str,
    verdict: Verdict,
    known: dict[str, tuple[Invoice, int]],
) -> PaymentLine:
    line = PaymentLine(
        file_id=file_id, row_number=row, reference=reference, outcome=verdict.outcome, sentence=verdict.why
    )
    if isinstance(said, Paid):
        line.amount, line.paid_on, line.payment, line.mandate = said.amount, said.paid_on, said.payment, said.mandate
    if reference in known:
        line.version = known[reference][1]
    return line
