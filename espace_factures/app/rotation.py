"""Writes what is encrypted at rest again with the present key, so that a former one can be thrown away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Table, Update, bindparam, select, tuple_, update
from sqlmodel import SQLModel

from espace_factures.app import at_rest
from espace_factures.app.sealed import Use
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside

ROWS: Final = 500
"""How many rows a transaction locks at most."""

Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """How many rows were written, and the key of the last one; None when the table is at its end."""

    rows: int
    end: Place | None


def renewed(run: Callable[..., Any]) -> dict[str, int]:
    """Every table that keeps something encrypted, a few rows a transaction by `run`; how many rows of each."""
    tables = (table for table in SQLModel.metadata.sorted_tables if _sealed(table))
    return {table.name: sum(_batches(run, table)) for table in tables}


def renew(uow: UnitOfWork, _ports: Inside, table: Table, after: Place | None) -> Batch:
    """The rows that follow `after` in a table."""
    keys, columns = list(table.primary_key), _sealed(table)
    rows = select(*keys, *columns).order_by(*keys).limit(ROWS).with_for_update(key_share=True)
    found = uow.session.execute(rows.where(tuple_(*keys) > after) if after else rows).all()
    if found:
        values = [_values(table, row._asdict()) for row in found]
        uow.session.connection().execute(_writing(table), values)
    return Batch(len(found), tuple(found[-1][: len(keys)]) if len(found) == ROWS else None)


def _batches(run: Callable[..., Any], table: Table) -> Iterator[int]:
    place: Place | None = None
    while True:
        batch: Batch = run(renew, table, place)
        yield batch.rows
        if (place := batch.end) is None:
            return


def _writing(table: Table) -> Update:
    written = [column for column in table.columns if at_rest.is_sealed(column) or _traced(column)]
    same = (key == bindparam(f"_{key.name}") for key in table.primary_key)
    values = {column.name: bindparam(f"_{column.name}", type_=column.type) for column in written}
    return update(table).where(*same).values(values)


def _values(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """What to write of a row: the same, and the traces of it under the present key."""
    traced = ((column.name, _traced(column)) for column in table.columns)
    made = {name: at_rest.traces(of[1], row[of[0]])[0] for name, of in traced if of}
    return {f"_{name}": value for name, value in (row | made).items()}


def _sealed(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if at_rest.is_sealed(column)]


def _traced(column: Column[Any]) -> tuple[str, Use] | None:
    return column.info.get("trace")
