"""What was received, by its reference or by its digest."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select

from espace_factures.app.reading import ReadSession
from espace_factures.documents.models import Document
from espace_factures.invoices.models import Invoice


def deposited(session: ReadSession, reference: str) -> tuple[str, datetime] | None:
    """The code of the invoice of a reference, and when it came; anybody may ask, only the service answers."""
    rows = select(Invoice.verification_code, Invoice.deposited_at).where(Invoice.reference == reference)
    return session.exec(rows).first()


def received_at(session: ReadSession, sha256: str) -> datetime | None:
    """When an invoice with this very document came first."""
    rows = select(func.min(Invoice.deposited_at)).join(Document, col(Document.id) == col(Invoice.document_id))
    return session.exec(rows.where(Document.sha256 == sha256)).one()


def beside(session: ReadSession, invoice: Invoice) -> Sequence[Document]:
    """The documents that came with the invoice, in their order."""
    rows = select(Document).where(
        Document.demande_id == invoice.demande_id,
        Document.id != invoice.document_id,
        col(Document.message_id).is_(None),
        Document.created_at <= invoice.deposited_at,
    )
    return session.exec(rows.order_by(col(Document.id))).all()
