"""What is to be paid and the files of payments in the database; a comptable reads them all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import String, cast, func, literal, or_, text, tuple_
from sqlmodel import Session, col, select

from espace_factures.app.reading import ReadSession
from espace_factures.demandes.models import Demande
from espace_factures.establishments.models import Establishment
from espace_factures.identity.models import Account
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.payment.models import PaymentExport, PaymentExportLine, PaymentFile, PaymentLine
from espace_factures.invoices.payment.rules import MOST_TOLD, STAGES_TO_PAY, Outcome
from espace_factures.invoices.rules import Status
from espace_factures.ribs.models import Rib

ADMITTED: Any = func.coalesce(Invoice.admitted_ttc, Invoice.total_ttc)
ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtext('payments.export'))")
ORDER = (col(Establishment.name), col(Establishment.id), col(Invoice.id))


class Place(NamedTuple):
    """Where a page begins: after, or before, this invoice of this établissement."""

    invoice_id: int
    is_before: bool = False

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{'avant' if self.is_before else 'apres'}_{self.invoice_id}"


class Due(NamedTuple):
    """An invoice to be paid, whose it is, and on what."""

    invoice: Invoice
    place: Establishment
    rib: Rib | None


class Tally(NamedTuple):
    """How many invoices are in a status, and what they add up to."""

    status: Status
    count: int
    amount: int


def due(session: ReadSession, stage: str, limit: int, place: Place | None = None) -> Sequence[Due]:
    """What is to be paid, by établissement; a page before another comes from its end."""
    is_before = place is not None and place.is_before
    rows = _due(stage).order_by(*(column.desc() if is_before else column.asc() for column in ORDER)).limit(limit)
    if place is not None:
        here = select(*ORDER).join(Establishment, col(Establishment.id) == col(Invoice.establishment_id))  # type: ignore[call-overload]
        found = session.exec(here.where(Invoice.id == place.invoice_id)).first()
        if found is not None:
            there = tuple_(*(literal(value) for value in found))
            rows = rows.where(tuple_(*ORDER) < there if is_before else tuple_(*ORDER) > there)
    return [Due(*row) for row in session.exec(rows).all()]


def tallies(session: ReadSession) -> Sequence[Tally]:
    """How much is in each status that awaits its payment."""
    rows = select(Invoice.status, func.count(), func.sum(ADMITTED)).where(col(Invoice.status).in_(STAGES_TO_PAY))
    return [
        Tally(Status(status), count, int(amount))
        for status, count, amount in session.exec(rows.group_by(Invoice.status))
    ]


def last_exports(session: ReadSession, invoice_ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these invoices last left in a file, at the status that it has now or with its transfer."""
    lines = select(PaymentExportLine.invoice_id, func.max(PaymentExport.at)).join(PaymentExport)
    lines = lines.join(Invoice, col(Invoice.id) == col(PaymentExportLine.invoice_id))
    is_same = col(PaymentExportLine.status) == cast(Invoice.status, String)
    theirs = lines.where(
        col(PaymentExportLine.invoice_id).in_(invoice_ids),
        or_(is_same, col(PaymentExportLine.transferred_at).is_not(None)),
    )
    return dict(session.exec(theirs.group_by(col(PaymentExportLine.invoice_id))).all())


def exports(session: ReadSession) -> Sequence[tuple[PaymentExport, Account]]:
    """The last files that left, newest first, and who made them."""
    rows = select(PaymentExport, Account).join(Account, col(Account.id) == col(PaymentExport.account_id))
    return session.exec(rows.order_by(col(PaymentExport.id).desc()).limit(10)).all()


def export(session: ReadSession, number: int, *, lock: bool = False) -> PaymentExport | None:
    """A file that left; locked until the commit when asked."""
    rows = select(PaymentExport).where(PaymentExport.id == number)
    return session.exec(rows.with_for_update() if lock else rows).first()


def one_at_a_time(session: Session) -> None:
    """Files of payments are made one after the other: an invoice is in one of them."""
    session.execute(ONE_AT_A_TIME)


def transferred(session: ReadSession, invoice_ids: Sequence[int]) -> set[int]:
    """Those of these invoices whose transfer the bank was given, by whatever file."""
    lines = select(PaymentExportLine.invoice_id).where(col(PaymentExportLine.transferred_at).is_not(None))
    return set(session.exec(lines.where(col(PaymentExportLine.invoice_id).in_(invoice_ids))).all())


def export_lines(
    session: ReadSession, number: int
) -> Sequence[tuple[PaymentExportLine, Invoice, Establishment, Rib | None]]:
    """What a file holds, in its order."""
    rows = (
        select(PaymentExportLine, Invoice, Establishment, Rib)
        .join(Invoice, col(Invoice.id) == col(PaymentExportLine.invoice_id))
        .join(Establishment, col(Establishment.id) == col(Invoice.establishment_id))
        .outerjoin(Rib, col(Rib.id) == col(PaymentExportLine.rib_id))
    )
    return session.exec(rows.where(PaymentExportLine.export_id == number).order_by(col(PaymentExportLine.id))).all()  # type: ignore[return-value]


def of_references(session: ReadSession, references: Sequence[str]) -> dict[str, tuple[Invoice, int]]:
    """The invoices of these references, each with the version of its demande."""
    rows = select(Invoice, Demande.version).join(Demande, col(Demande.id) == col(Invoice.demande_id))
    found = session.exec(rows.where(col(Invoice.reference).in_(references))).all()
    return {invoice.reference: (invoice, version) for invoice, version in found}


def files(session: ReadSession) -> Sequence[tuple[PaymentFile, Account]]:
    """The last files that came back, newest first, and who sent them."""
    rows = select(PaymentFile, Account).join(Account, col(Account.id) == col(PaymentFile.account_id))
    return session.exec(rows.order_by(col(PaymentFile.id).desc()).limit(10)).all()


def file(session: ReadSession, number: int, *, lock: bool = False) -> PaymentFile | None:
    """A file that came back; locked until the commit when asked."""
    rows = select(PaymentFile).where(PaymentFile.id == number)
    return session.exec(rows.with_for_update() if lock else rows).first()


def counts(session: ReadSession, number: int) -> dict[Outcome, int]:
    """How many lines of a file have each outcome."""
    rows = select(PaymentLine.outcome, func.count()).where(PaymentLine.file_id == number)
    found = session.exec(rows.group_by(col(PaymentLine.outcome))).all()
    return {Outcome(outcome): count for outcome, count in found}


def lines(session: ReadSession, number: int, outcome: Outcome) -> Sequence[PaymentLine]:
    """The first lines of a file that have an outcome, in its order."""
    rows = select(PaymentLine).where(PaymentLine.file_id == number, PaymentLine.outcome == outcome)
    return session.exec(rows.order_by(col(PaymentLine.row_number)).limit(MOST_TOLD)).all()


def waiting(session: ReadSession, number: int) -> Sequence[int]:
    """The lines of a file that nothing became of yet."""
    rows = select(PaymentLine.id).where(PaymentLine.file_id == number, PaymentLine.outcome == Outcome.WAITING)
    return session.exec(rows.order_by(col(PaymentLine.row_number))).all()


def lock_waiting(session: Session, line_id: int) -> tuple[PaymentLine, PaymentFile] | None:
    """A line that waits, locked, with its file; nothing once it was recorded or refused."""
    rows = select(PaymentLine, PaymentFile).join(PaymentFile)
    mine = rows.where(PaymentLine.id == line_id, PaymentLine.outcome == Outcome.WAITING)
    return session.exec(mine.with_for_update(of=PaymentLine)).first()  # type: ignore[arg-type]


def _due(stage: str) -> Any:
    rows = select(Invoice, Establishment, Rib).join(
        Establishment, col(Establishment.id) == col(Invoice.establishment_id)
    )
    rows = rows.outerjoin(Rib, col(Rib.id) == col(Invoice.rib_id))
    return rows.where(col(Invoice.status).in_([stage] if stage in STAGES_TO_PAY else STAGES_TO_PAY))
