"""Entries of the audit log, sealed and not yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, String, text, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, select

from espace_factures.app.reading import ReadSession
from espace_factures.audit.models import AuditEntry, AuditSeal
from espace_factures.audit.rules.chain import Content

LOCK: Final = text("SELECT pg_advisory_xact_lock(716010)")


def lock_chain(session: Session) -> None:
    """One seals at a time, until the commit; nobody who records waits for it."""
    session.execute(LOCK)


def last_seal(session: ReadSession) -> AuditSeal | None:
    """The head of the chain."""
    return session.exec(select(AuditSeal).order_by(col(AuditSeal.position).desc()).limit(1)).first()


def unsealed(session: ReadSession, since: datetime | None, most: int) -> Sequence[AuditEntry]:
    """The entries without a seal, in the order they were written, from an instant on."""
    rows = select(AuditEntry).outerjoin(AuditSeal, col(AuditSeal.entry_id) == col(AuditEntry.id))
    rows = rows.where(col(AuditSeal.entry_id).is_(None))
    rows = rows.where(col(AuditEntry.at) >= since) if since else rows
    return session.exec(rows.order_by(col(AuditEntry.id)).limit(most)).all()


def count_unsealed(session: ReadSession, before: datetime) -> int:
    """How many entries wait for a seal since before an instant."""
    rows = select(func.count()).select_from(AuditEntry)
    rows = rows.outerjoin(AuditSeal, col(AuditSeal.entry_id) == col(AuditEntry.id))
    return session.exec(rows.where(col(AuditSeal.entry_id).is_(None), col(AuditEntry.at) < before)).one()


def seals_after(session: ReadSession, position: int, most: int) -> Iterator[tuple[AuditSeal, Content | None]]:
    """The chain from a place on, each seal with what its entry says now, if it is still there."""
    said = (AuditEntry.id, AuditEntry.at, AuditEntry.account_id, type_coerce(AuditEntry.action, String))
    columns: Any = (*said, AuditEntry.subject, AuditEntry.details, AuditEntry.address)
    rows: Select[Any] = sa_select(AuditSeal, *columns).outerjoin(
        AuditEntry, col(AuditEntry.id) == col(AuditSeal.entry_id)
    )
    found = rows.where(col(AuditSeal.position) > position).order_by(col(AuditSeal.position)).limit(most)
    for seal, *words in session.execute(found).all():
        yield seal, None if words[0] is None else Content(*words)
