"""Documents in the database; a read starts from what the actor may read."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor
from espace_factures.documents.models import Document
from espace_factures.documents.rules import DocumentRole


def readable(session: ReadSession, actor: Actor, public_id: str, held: ColumnElement[bool]) -> Document | None:
    """The document of an identifier: a loose one of the actor, or one that `held` lets them read."""
    loose = and_(col(Document.demande_id).is_(None), col(Document.account_id) == actor.account_id)
    return session.exec(select(Document).where(Document.public_id == public_id, or_(loose, held))).first()


def own_loose_document(session: Session, actor: Actor, public_id: str) -> Document | None:
    """A file that the actor stored and no demande has taken yet, locked."""
    loose = Document.public_id == public_id, Document.account_id == actor.account_id, col(Document.demande_id).is_(None)
    return session.exec(select(Document).where(*loose).with_for_update()).first()


def own_loose_documents(
    session: ReadSession, actor: Actor, public_ids: Collection[str], *, lock: bool = False
) -> Sequence[Document]:
    """What the actor stored that a message may carry, in order of arrival: not the document of an invoice's draft."""
    loose = Document.account_id == actor.account_id, col(Document.demande_id).is_(None)
    wanted = col(Document.public_id).in_(public_ids), Document.role == DocumentRole.PROOF
    rows = select(Document).where(*wanted, *loose).order_by(col(Document.id))
    return session.exec(rows.with_for_update() if lock else rows).all()
