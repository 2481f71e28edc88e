"""The audit log, found by its indexes: a page costs the same however long the log is."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, ColumnElement, String, func, literal, or_, true, tuple_, union
from sqlalchemy import select as columns_of
from sqlmodel import col, select

from espace_factures.app.reading import ReadSession
from espace_factures.audit.models import AuditEntry
from espace_factures.core.typed import folded
from espace_factures.demandes.models import Demande
from espace_factures.documents.models import Document
from espace_factures.establishments.models import Establishment
from espace_factures.identity.models import Account
from espace_factures.oversight.rules.journal import MOST_PEOPLE, Search

ENTRY: Final[Any] = AuditEntry


def people(session: ReadSession, words: str) -> Sequence[Account]:
    """Whose names or address hold each of these words; one too many says that there are more than can be asked."""
    holds = [
        or_(col(Account.words).contains(folded(word)), col(Account.email).contains(word.lower(), autoescape=True))
        for word in words.split()
        if folded(word)
    ]
    if not holds:
        return []
    return session.exec(select(Account).where(*holds).order_by(col(Account.id)).limit(MOST_PEOPLE + 1)).all()


def lines(
    session: ReadSession, search: Search, account_ids: Sequence[int], subjects: Sequence[str], limit: int
) -> list[AuditEntry]:
    """The entries of a search, the newest first, or from its place upwards when it looks for newer ones."""
    clauses = _clauses(search, subjects)
    doors = [
        _few(column, kind, values, clauses, search, limit)
        for column, kind, values in _doors(search, account_ids, subjects)
    ]
    found = union(*doors).subquery("found") if len(doors) > 1 else doors[0].subquery("found")
    rows = select(AuditEntry).join(found, col(AuditEntry.id) == found.c.id)
    return list(session.exec(rows.order_by(*_order(search)).limit(limit)).all())


def of_subjects(session: ReadSession, subjects: Sequence[str]) -> Sequence[AuditEntry]:
    """All that the log says of some things, the oldest first."""
    rows = select(AuditEntry).where(col(AuditEntry.subject).in_(subjects))
    return session.exec(rows.order_by(col(AuditEntry.at), col(AuditEntry.id))).all()


def people_by_id(session: ReadSession, account_ids: Iterable[int]) -> dict[int, Account]:
    """The accounts of these numbers."""
    rows = select(Account).where(col(Account.id).in_(list(account_ids)))
    return {row.id: row for row in session.exec(rows).all()}


def places_by_id(session: ReadSession, ids: Iterable[int]) -> dict[int, Establishment]:
    """The établissements of these numbers."""
    rows = select(Establishment).where(col(Establishment.id).in_(list(ids)))
    return {row.id: row for row in session.exec(rows).all()}


def documents_by_id(session: ReadSession, public_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The name of each of these documents, and the reference of the demande that holds it."""
    rows = select(Document.public_id, Document.name, Demande.reference)
    rows = rows.outerjoin(Demande, col(Demande.id) == col(Document.demande_id))
    found = session.exec(rows.where(col(Document.public_id).in_(list(public_ids)))).all()
    return {public_id: (name, reference or "") for public_id, name, reference in found}


def _doors(search: Search, account_ids: Sequence[int], subjects: Sequence[str]) -> list[tuple[Any, Any, Sequence[Any]]]:
    """By which index one comes in: what names people or things is rarer than a kind of act."""
    if search.person:
        theirs = [f"account:{number}" for number in account_ids]
        return [(ENTRY.account_id, BigInteger, account_ids), (ENTRY.subject, String, theirs)]
    if search.reference:
        return [(ENTRY.subject, String, subjects)]
    return [(ENTRY.action, String, search.actions)] if search.actions else [(None, None, ())]


def _few(
    column: Any, kind: Any, values: Sequence[Any], clauses: Sequence[ColumnElement[bool]], search: Search, limit: int
) -> Any:
    """The first entries of each value, straight from an index."""
    rows = columns_of(ENTRY.id, ENTRY.at)
    if column is None:
        return rows.where(*clauses).order_by(*_order(search)).limit(limit)
    name = f"asked_{column.key}"
    each = func.unnest(literal(list(values), ARRAY(kind))).table_valued("value", name=name).render_derived(name=name)
    few = (
        rows.where(column == each.c.value, *clauses).order_by(*_order(search)).limit(limit).lateral(f"few_{column.key}")
    )
    return columns_of(few.c.id, few.c.at).select_from(each).join(few, true())


def _clauses(search: Search, subjects: Sequence[str]) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = _after(search)
    if search.since:
        asked.append(ENTRY.at >= search.since)
    if search.until:
        asked.append(ENTRY.at < search.until)
    if search.actions:
        asked.append(ENTRY.action.in_(search.actions))
    if search.reference:
        asked.append(ENTRY.subject.in_(subjects))
    return asked


def _after(search: Search) -> list[ColumnElement[bool]]:
    if search.place is None:
        return []
    here, keys = tuple_(literal(search.place.at), literal(search.place.entry_id)), tuple_(ENTRY.at, ENTRY.id)
    return [keys > here if search.place.is_newer else keys < here]


def _order(search: Search) -> tuple[Any, Any]:
    if search.place is not None and search.place.is_newer:
        return ENTRY.at.asc(), ENTRY.id.asc()
    return ENTRY.at.desc(), ENTRY.id.desc()
