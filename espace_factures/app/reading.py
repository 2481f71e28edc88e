"""What only asks: a session that has no way to write, and the use cases made on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, overload

from sqlalchemy import Result, ScalarResult, Select, TextualSelect
from sqlalchemy.engine import TupleResult
from sqlmodel.sql.expression import Select as ColumnsSelect
from sqlmodel.sql.expression import SelectOfScalar
from typing_extensions import TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class ReadSession(Protocol):
    """The half of a session that asks: no add, no flush, and an UPDATE, a DELETE or raw text does not type-check."""

    @overload
    def exec(self, statement: ColumnsSelect[*Ts]) -> TupleResult[tuple[*Ts]]: ...

    @overload
    def exec(self, statement: SelectOfScalar[T]) -> ScalarResult[T]: ...

    def execute(self, statement: Select[Any] | TextualSelect, params: Mapping[str, Any] | None = None) -> Result[Any]:
        """The rows of a SELECT, as they come."""
        ...

    def get(self, entity: type[T], ident: Any) -> T | None:
        """The row of a key."""
        ...

    def get_one(self, entity: type[T], ident: Any) -> T:
        """The row of a key; it exists."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """Questions, each seeing what is committed when it is asked; PostgreSQL refuses whatever would write."""

    session: ReadSession
