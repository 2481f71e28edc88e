"""The exports of an account."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from espace_factures.app.reading import ReadSession
from espace_factures.invoices.exporting.models import InvoiceExport


def own(session: ReadSession, account_id: int, since: datetime) -> Sequence[InvoiceExport]:
    """Those asked for since, newest first."""
    rows = select(InvoiceExport).where(InvoiceExport.account_id == account_id, InvoiceExport.created_at > since)
    return session.exec(rows.order_by(col(InvoiceExport.id).desc()).limit(20)).all()


def named(session: ReadSession, public_id: str) -> InvoiceExport | None:
    """The export of a name."""
    return session.exec(select(InvoiceExport).where(InvoiceExport.public_id == public_id)).first()


def locked(session: Session, public_id: str) -> InvoiceExport | None:
    """The same, until the commit."""
    return session.exec(select(InvoiceExport).where(InvoiceExport.public_id == public_id).with_for_update()).first()


def asked_before(session: ReadSession, instant: datetime) -> Sequence[InvoiceExport]:
    """Those that waited long enough."""
    return session.exec(select(InvoiceExport).where(InvoiceExport.created_at <= instant)).all()
