"""Columns that the database keeps encrypted: whoever copies its files reads neither an IBAN nor a birth date."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnClause, Dialect, String, TypeDecorator
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlmodel import Field

from espace_factures.app import run, sealed
from espace_factures.app.sealed import Use


class Unreadable(TypeDecorator.Comparator[Any]):
    """The same text is never encrypted alike: PostgreSQL can neither find nor sort it."""

    def operate(self, op: Any, *other: Any, **options: Any) -> Any:
        """Refused in the code, where the query would find nothing in silence; SQLAlchemy compares columns itself."""
        if other and all(isinstance(one, ColumnClause) for one in other):
            return super().operate(op, *other, **options)
        raise TypeError("an encrypted column cannot be compared: look for its trace")


class Sealed(TypeDecorator[Any]):
    """Encrypts on the way in and decrypts on the way out; an empty text stays empty, as it hides nothing."""

    impl = String
    cache_ok = True
    comparator_factory = Unreadable

    def __init__(self, use: Use, write: Callable[[Any], str] = str, read: Callable[[str], Any] = str) -> None:
        super().__init__()
        self.use, self.write, self.read = use, write, read

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """What the database keeps."""
        written = "" if value is None else self.write(value)
        return sealed.encrypt(run.inside().settings.keys, self.use, written) if written else written

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the same
        """What the code reads; raises when the row was tampered with."""
        return self.read(sealed.decrypt(run.inside().settings.keys, self.use, value) if value else "")


def text(use: Use, **options: Any) -> Any:
    """An encrypted text."""
    return Field(sa_type=Sealed(use), **options)  # type: ignore[call-overload]


def day(use: Use, **options: Any) -> Any:
    """An encrypted date."""
    return Field(sa_type=Sealed(use, date.isoformat, date.fromisoformat), **options)  # type: ignore[call-overload]


def typed(**options: Any) -> Any:
    """What somebody typed, a JSON document encrypted whole."""
    return Field(sa_type=Sealed(Use.TYPED, _written, _read), **options)  # type: ignore[call-overload]


def trace(of: str, use: Use, **options: Any) -> Any:
    """The trace of an encrypted column, written by itself with the row: what looks for the column looks for it."""

    def made(context: DefaultExecutionContext) -> str:
        return traces(use, context.get_current_parameters()[of])[0]

    return Field(default=None, sa_column_kwargs={"default": made, "info": {"trace": (of, use)}}, **options)


def traces(use: Use, value: str) -> Sequence[str]:
    """What to look for, one trace for each key."""
    return sealed.traces(run.inside().settings.keys, use, value)


def is_sealed(column: Column[Any]) -> bool:
    """Whether the database keeps this column encrypted."""
    return isinstance(column.type, Sealed)


def _written(values: dict[str, Any]) -> str:
    return json.dumps(values) if values else ""


def _read(text: str) -> dict[str, Any]:
    return json.loads(text) if text else {}
