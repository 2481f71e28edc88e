"""Documents in the database; a read starts from what the actor may read."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, text
from sqlmodel import Session, and_, col, delete, or_, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor
from espace_factures.documents.models import Document, DocumentPlace
from espace_factures.documents.rules import PLACES, DocumentRole, Scan

TAKE_PLACE = text("""
    INSERT INTO document_places AS held (account_id, place, ends_at)
    SELECT :account_id, those.place, :ends_at FROM generate_series(1, :places) AS those (place)
    WHERE NOT EXISTS (
        SELECT FROM document_places d WHERE d.account_id = :account_id AND d.place = those.place AND d.ends_at > :now
    )
    ORDER BY those.place LIMIT 1
    ON CONFLICT (account_id, place) DO UPDATE SET ends_at = excluded.ends_at WHERE held.ends_at <= :now
    RETURNING place
""")


def take_place(session: Session, account_id: int, now: datetime, ends_at: datetime) -> int | None:
    """A place among the account's files in flight; None when all are taken. Counting before makes it one at a time."""
    values = {"account_id": account_id, "places": PLACES, "now": now, "ends_at": ends_at}
    return session.execute(TAKE_PLACE, values).scalar_one_or_none()


def free_place(session: Session, account_id: int, place: int) -> None:
    """The file that held it is in flight no more."""
    held = col(DocumentPlace.account_id) == account_id, col(DocumentPlace.place) == place
    session.exec(delete(DocumentPlace).where(*held))


def readable(session: ReadSession, actor: Actor, public_id: str, held: ColumnElement[bool]) -> Document | None:
    """The document of an identifier: a loose one of the actor, or one that `held` lets them read."""
    loose = and_(col(Document.demande_id).is_(None), col(Document.account_id) == actor.account_id)
    return session.exec(select(Document).where(Document.public_id == public_id, or_(loose, held))).first()


def waiting(session: ReadSession, document_id: int) -> Document | None:
    """A document that the antivirus has not seen yet."""
    held = Document.id == document_id, col(Document.scan) == Scan.WAITING
    return session.exec(select(Document).where(*held)).first()


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
