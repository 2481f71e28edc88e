"""The mails of the drop-boxes, and the drafts that their files may be already."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, exists, select

from espace_factures.app.reading import ReadSession
from espace_factures.documents.models import Document
from espace_factures.invoices.inbox.models import ReceivedMail
from espace_factures.invoices.models import Invoice, InvoiceDraft


def by_key(session: ReadSession, key: str) -> ReceivedMail | None:
    """The mail that this one would repeat."""
    return session.exec(select(ReceivedMail).where(ReceivedMail.key == key)).first()


def by_id(session: ReadSession, mail_id: int) -> ReceivedMail | None:
    """A mail, answered or not."""
    return session.get(ReceivedMail, mail_id)


def locked(session: Session, mail_id: int) -> ReceivedMail | None:
    """A mail that is not answered, until the commit."""
    rows = select(ReceivedMail).where(ReceivedMail.id == mail_id, col(ReceivedMail.answered_at).is_(None))
    return session.exec(rows.with_for_update()).first()


def answered_before(session: ReadSession, instant: datetime) -> Sequence[ReceivedMail]:
    """Those that no relay repeats any more."""
    return session.exec(select(ReceivedMail).where(col(ReceivedMail.answered_at) <= instant)).all()


def open_draft(session: ReadSession, account_id: int, digests: Sequence[str]) -> InvoiceDraft | None:
    """The person's draft of a file of these bytes that became no invoice, the newest."""
    sent = exists().where(col(Invoice.draft_id) == col(InvoiceDraft.id))
    rows = select(InvoiceDraft).join(Document, col(Document.id) == col(InvoiceDraft.document_id))
    mine = rows.where(InvoiceDraft.account_id == account_id, col(Document.sha256).in_(digests), ~sent)
    return session.exec(mine.order_by(col(InvoiceDraft.id).desc()).limit(1)).first()
