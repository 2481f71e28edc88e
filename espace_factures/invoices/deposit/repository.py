"""Drafts in the database: each is its person's alone."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, literal, or_, text, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, exists, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor
from espace_factures.documents.models import Document
from espace_factures.invoices.models import CreditNote, Invoice, InvoiceDraft
from espace_factures.invoices.rules import RIB_OPEN, exact_number

BEGIN_ONE: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:bytes, 0))")
MOST_LINES: Final = 100
"""« Mes fichiers » shows so many drafts."""


def own_draft(session: ReadSession, actor: Actor, public_id: str, *, lock: bool = False) -> InvoiceDraft | None:
    """The actor's draft."""
    mine = select(InvoiceDraft).where(InvoiceDraft.public_id == public_id, InvoiceDraft.account_id == actor.account_id)
    return session.exec(mine.with_for_update() if lock else mine).first()


def _has_left() -> ColumnElement[bool]:
    """Whether a draft became an invoice, or a credit note."""
    as_invoice = exists().where(col(Invoice.draft_id) == col(InvoiceDraft.id))
    return or_(as_invoice, exists().where(col(CreditNote.draft_id) == col(InvoiceDraft.id)))


def open_drafts(session: ReadSession, actor: Actor) -> Sequence[tuple[InvoiceDraft, Document]]:
    """The actor's drafts that became no invoice, with their documents, in order of arrival."""
    rows = select(InvoiceDraft, Document).join(Document, col(Document.id) == col(InvoiceDraft.document_id))
    mine = rows.where(InvoiceDraft.account_id == actor.account_id, ~_has_left())
    return session.exec(mine.order_by(col(InvoiceDraft.id)).limit(MOST_LINES)).all()


def open_draft_of_bytes(session: Session, actor: Actor, sha256: str) -> InvoiceDraft | None:
    """The actor's draft of a file of these bytes that became no invoice; who asks holds the answer until the commit."""
    session.execute(BEGIN_ONE, {"bytes": f"{actor.account_id}:{sha256}"})
    rows = select(InvoiceDraft).join(Document, col(Document.id) == col(InvoiceDraft.document_id))
    mine = rows.where(InvoiceDraft.account_id == actor.account_id, Document.sha256 == sha256, ~_has_left())
    return session.exec(mine.order_by(col(InvoiceDraft.id)).limit(1).with_for_update(of=InvoiceDraft)).first()


def draft_document(session: ReadSession, draft: InvoiceDraft) -> Document:
    """The file a draft came from."""
    return session.get_one(Document, draft.document_id)


class Sent(NamedTuple):
    """What a draft became."""

    reference: str
    """Of the invoice; for a credit note, of the one that it corrects."""
    is_credit_note: bool


def of_draft(session: ReadSession, draft_id: int) -> Sent | None:
    """What the draft became, if it left."""
    invoices = select_columns(col(Invoice.reference), literal(False)).where(col(Invoice.draft_id) == draft_id)
    notes = select_columns(col(Invoice.reference), literal(True)).join(
        CreditNote, col(CreditNote.invoice_id) == col(Invoice.id)
    )
    either = union_all(invoices, notes.where(col(CreditNote.draft_id) == draft_id)).subquery()
    found = session.execute(select_columns(either)).first()
    return Sent(*found) if found else None


def to_correct(session: ReadSession, establishment_id: int) -> Sequence[Invoice]:
    """The invoices of an établissement from which a credit note may still be subtracted, the latest first."""
    theirs = Invoice.establishment_id == establishment_id, col(Invoice.status).in_(RIB_OPEN)
    rows = select(Invoice).where(*theirs).order_by(col(Invoice.deposited_at).desc(), col(Invoice.id).desc())
    return session.exec(rows.limit(MOST_LINES)).all()


def of_place(session: ReadSession, establishment_id: int, reference: str) -> Invoice | None:
    """The établissement's invoice of that reference."""
    theirs = Invoice.establishment_id == establishment_id, Invoice.reference == reference
    return session.exec(select(Invoice).where(*theirs)).first()


def same_credit_note(session: ReadSession, rid: str, number: str, year: int) -> CreditNote | None:
    """The credit note of the same company, number and year."""
    same = CreditNote.rid == rid, CreditNote.number_exact == exact_number(number), CreditNote.year == year
    return session.exec(select(CreditNote).where(*same)).first()


def waiting_draft(session: ReadSession, public_id: str, *, lock: bool = False) -> InvoiceDraft | None:
    """The draft, of anybody, whose pictures are still to be recognised, for the portal's own jobs."""
    rows = select(InvoiceDraft).where(InvoiceDraft.public_id == public_id, col(InvoiceDraft.reading_until).is_not(None))
    return session.exec(rows.with_for_update() if lock else rows).first()
