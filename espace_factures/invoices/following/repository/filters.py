"""What narrows and what puts in order the invoices of a list, each found from an index."""

import contextlib
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, ColumnElement, DateTime, String, and_, any_
from sqlalchemy import literal_column as as_it_is
from sqlalchemy.orm import aliased
from sqlmodel import col, func, or_, select

from espace_factures.app.asking import given
from espace_factures.core.keyset import Cursor, moment_of
from espace_factures.core.money import parse_francs
from espace_factures.core.typed import narrow, natural
from espace_factures.demandes.rules import references
from espace_factures.invoices.following.rules import LOOKED_THROUGH, TELLING_LENGTH, Query
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import number_key, unnumbered

LONGEST_AMOUNT: Final = 15
TEXTS: Final = ARRAY(String)
SORTS: Final[Mapping[str, tuple[Any, bool]]] = {
    "recentes": (Invoice.deposited_at, True),
    "anciennes": (Invoice.deposited_at, False),
    "numero-asc": (Invoice.number_key, False),
    "numero-desc": (Invoice.number_key, True),
    "statut-desc": (Invoice.status_at, True),
    "statut-asc": (Invoice.status_at, False),
    "montant-desc": (Invoice.total_ttc, True),
    "montant-asc": (Invoice.total_ttc, False),
}
"""What each puts in order, and whether it falls; a status is put in order by its date: what moved last comes first."""
NARROWING: Final[Mapping[str, ColumnElement[bool]]] = {
    "status": col(Invoice.status) == given("status"),
    "statuses": col(Invoice.status) == any_(given("statuses", TEXTS)),
    "direction": col(Invoice.direction_id) == given("direction", BigInteger),
    "since": col(Invoice.deposited_at) >= given("since"),
    "until": col(Invoice.deposited_at) < given("until"),
    "lowest": col(Invoice.total_ttc) >= given("lowest", BigInteger),
    "highest": col(Invoice.total_ttc) <= given("highest", BigInteger),
}
MATCHING: Final[Mapping[str, ColumnElement[bool]]] = {
    "reference": col(Invoice.reference) == given("reference"),
    "references": col(Invoice.reference) == any_(given("references", TEXTS)),
    "part": col(Invoice.words).like(given("part")),
    "amount": col(Invoice.total_ttc) == given("amount", BigInteger),
}


def sorted_by(sort: str) -> Any:
    """The column that puts the rows in order."""
    return SORTS[sort][0]


def values_of(query: Query) -> dict[str, Any]:
    """What is asked, by the name of the filter that answers it."""
    is_one = len(query.statuses) == 1
    values = {
        "status": str(query.statuses[0]) if is_one else None,
        "statuses": [str(status) for status in query.statuses] if len(query.statuses) > 1 else None,
        "direction": query.direction_id or None,
        "since": query.since,
        "until": query.until,
        "lowest": query.lowest,
        "highest": query.highest,
    }
    return {name: value for name, value in values.items() if value is not None} | _searched(query.search)


def clauses(filters: frozenset[str], place: Any) -> list[ColumnElement[bool]]:
    """The conditions on the invoices of one établissement."""
    found = [NARROWING[name] for name in NARROWING if name in filters]
    matching = [MATCHING[name] for name in MATCHING if name in filters]
    if "short" in filters:
        matching.append(and_(col(Invoice.words).like(given("short")), col(Invoice.id) == any_(_latest(place))))
    return [*found, or_(*matching)] if matching else found


def position(cursor: Cursor | None, sort: str) -> dict[str, Any]:
    """The values of the place where a page begins."""
    return {} if cursor is None else {"cursor_value": _typed(cursor.value, sort), "cursor_id": cursor.row_id}


def _searched(search: str) -> dict[str, Any]:
    """Any part of a number or of an order, a reference or an amount exactly."""
    text = narrow(search)
    if not text:
        return {}
    meant = references(text)
    values: dict[str, Any] = {"reference": meant[0]} if len(meant) == 1 else {"references": list(meant)}
    if key := number_key(unnumbered(text)):
        values["part" if len(key) >= TELLING_LENGTH else "short"] = f"%{key}%"
    with contextlib.suppress(ValueError):
        values["amount"] = parse_francs(text)
    return values


def _latest(place: Any) -> Any:
    """The latest invoices of an établissement: what is too short for an index is looked for in them alone."""
    known: Any = aliased(Invoice)
    latest = select(known.id).where(known.establishment_id == place)
    few = latest.order_by(known.deposited_at.desc(), known.id.desc()).limit(as_it_is(str(LOOKED_THROUGH)))  # type: ignore[arg-type]
    return func.array(few.correlate_except(known).scalar_subquery(), type_=ARRAY(BigInteger))


def _typed(value: str, sort: str) -> Any:
    kind = sorted_by(sort).type
    if isinstance(kind, DateTime):
        return moment_of(value)
    return natural(value, LONGEST_AMOUNT) if isinstance(kind, BigInteger) else value
