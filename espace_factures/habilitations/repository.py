"""Habilitations in the database; reads start from what the actor may read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, func, or_, select

from espace_factures.app.reading import ReadSession
from espace_factures.core.access import Actor
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande
from espace_factures.documents.models import Document
from espace_factures.habilitations.models import Habilitation, HabilitationDraft
from espace_factures.habilitations.rules import LIVE, Status
from espace_factures.identity.models import Account

Row = tuple[Habilitation, Demande, Account]


def find_readable(session: ReadSession, actor: Actor, reference: str, *, lock: bool = False) -> Row | None:
    """The habilitation of a reference, when the actor may read it."""
    rows = _rows().where(Demande.reference == reference, demandes_repository.readable_by(actor))
    return session.exec(rows.with_for_update(of=(Demande, Habilitation)) if lock else rows).first()


def hold(session: Session, account_id: int) -> None:
    """Make the person's own sendings wait for each other until the commit."""
    session.exec(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))


def by_key(session: ReadSession, submission_key: str) -> tuple[Habilitation, str] | None:
    """What a submission already made, with its reference."""
    rows = select(Habilitation, Demande.reference).join(Demande, col(Demande.id) == col(Habilitation.demande_id))
    return session.exec(rows.where(Habilitation.submission_key == submission_key)).first()


def living(session: ReadSession, account_id: int, ridet: str) -> Demande | None:
    """The person's living demande for a RIDET."""
    rows = select(Demande).join(Habilitation, col(Habilitation.demande_id) == col(Demande.id))
    mine = Habilitation.account_id == account_id, Habilitation.ridet == ridet, col(Habilitation.status).in_(LIVE)
    return session.exec(rows.where(*mine)).first()


def own(session: ReadSession, account_id: int, since: datetime) -> Sequence[tuple[Habilitation, Demande]]:
    """The person's living demandes, and those refused since an instant, newest first."""
    rows = select(Habilitation, Demande).join(Demande, col(Demande.id) == col(Habilitation.demande_id))
    refused = (col(Habilitation.status) == Status.REFUSED) & (col(Habilitation.decided_at) >= since)
    rows = rows.where(Habilitation.account_id == account_id, or_(col(Habilitation.status).in_(LIVE), refused))
    return session.exec(rows.order_by(col(Habilitation.id).desc()).limit(20)).all()


def usual_days(session: ReadSession, since: datetime) -> tuple[int, int]:
    """How many were accepted or refused since an instant, and in how many whole days half of them were."""
    seconds = func.extract("epoch", col(Habilitation.decided_at) - col(Habilitation.created_at))
    median = func.coalesce(func.percentile_cont(0.5).within_group(seconds), 0)
    decided = col(Habilitation.status).in_((Status.ACCEPTED, Status.REFUSED)), col(Habilitation.decided_at) >= since
    rows: Any = select_columns(func.count(), median).where(*decided)
    count, half = session.execute(rows).one()
    return int(count), int(half // 86_400)


def others(session: ReadSession, ridet: str, habilitation_id: int) -> Sequence[Row]:
    """The other demandes for the same RIDET, newest first; the caller has checked the right."""
    rows = _rows().where(Habilitation.ridet == ridet, Habilitation.id != habilitation_id)
    return session.exec(rows.order_by(col(Habilitation.id).desc()).limit(10)).all()


def draft(session: ReadSession, account_id: int, *, lock: bool = False) -> HabilitationDraft | None:
    """The person's draft."""
    mine = select(HabilitationDraft).where(HabilitationDraft.account_id == account_id)
    return session.exec(mine.with_for_update() if lock else mine).first()


def forget_draft(session: Session, account_id: int, submission_key: str) -> None:
    """The draft became a demande."""
    mine = col(HabilitationDraft.account_id) == account_id, col(HabilitationDraft.submission_key) == submission_key
    session.exec(delete(HabilitationDraft).where(*mine))


def loose_document(session: ReadSession, account_id: int, public_id: str) -> Document | None:
    """A file that the person sent and no demande has taken."""
    mine = Document.public_id == public_id, Document.account_id == account_id, col(Document.demande_id).is_(None)
    return session.exec(select(Document).where(*mine)).first()


def _rows() -> Any:
    return (
        select(Habilitation, Demande, Account)
        .join(Demande, col(Demande.id) == col(Habilitation.demande_id))
        .join(Account, col(Account.id) == col(Habilitation.account_id))
    )
