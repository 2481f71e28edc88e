"""The few column shapes the tables share."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Computed, DateTime, Dialect, Identity, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field


def identity() -> Any:
    """A primary key given by the database: an `int` for code that reads a row; a row has none until it is flushed."""
    return Field(default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity()])


def big(**options: Any) -> Any:
    """An integer of 64 bits."""
    return Field(sa_type=BigInteger, **options)


def francs(**options: Any) -> Any:
    """An amount in whole XPF; 64 bits, since a works contract goes past two thousand million francs."""
    return big(**options)


def instant(**options: Any) -> Any:
    """An aware instant, kept in UTC."""
    return Field(sa_type=DateTime(timezone=True), **options)  # type: ignore[call-overload]


def created() -> Any:
    """The instant of creation; use cases give it from the clock when it matters to a rule."""
    return Field(default_factory=lambda: datetime.now(UTC), sa_type=DateTime(timezone=True))  # type: ignore[call-overload]


def reference(target: str, **options: Any) -> Any:
    """A foreign key, as a string so that features stay apart; indexed, unless it is a key already or says not to be."""
    options.setdefault("index", not (options.get("primary_key") or options.get("unique")))
    return Field(foreign_key=target, sa_type=BigInteger, **options)


def json(**options: Any) -> Any:
    """A JSON document."""
    return Field(sa_type=JSONB, **options)


def computed(expression: str) -> Any:
    """What the database derives from the row and keeps: code reads it and never writes it."""
    return Field(sa_column_args=[Computed(expression, persisted=True)])


def choice(kind: type[StrEnum], **options: Any) -> Any:
    """One of a closed set: text in the database, a member of the set in the code."""
    return Field(sa_type=ChoiceType(kind), **options)  # type: ignore[call-overload]


class ChoiceType(TypeDecorator[StrEnum]):
    """Reads and writes the members of one set; a value outside of it is refused both ways."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """What the database keeps."""
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - the same
        """What the code reads."""
        return None if value is None else self.kind(value)
