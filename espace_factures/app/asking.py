"""Questions that the event loop asks by itself: each is written once, prepared once, and waits for no thread."""

import asyncio
import select
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from psycopg import AsyncConnection
from sqlalchemy import Connection, Select, bindparam
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from espace_factures.app.reading import Reading
from espace_factures.app.uow import POOL_WAIT_SECONDS, inside_transaction, said_in_french

T = TypeVar("T")
MOST_AT_ONCE: Final = 10
PARAMETERS: Final = "-c timezone=UTC -c statement_timeout=30s -c default_transaction_read_only=on"
"""Not `force_custom_plan`: planning takes longer than answering, and a prepared question has one right plan."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked, with its values, and what the rows that come back mean.

    A prepared one may keep its plan: it must be the right one whatever the values. The others are planned for theirs.
    """

    sql: str
    values: Mapping[str, Any]
    understood: Callable[[Sequence[Any]], T]
    is_prepared: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A statement as the driver of PostgreSQL takes it, with the values that never change."""

    sql: str
    constants: Mapping[str, Any]


def given(name: str, kind: Any = None) -> Any:
    """A value of a statement that each question brings."""
    return bindparam(name, None, kind)


def written(statement: Select[Any]) -> Written:
    """Write a statement once; what is `given` comes with each question."""
    compiled = statement.compile(dialect=PGDialect_psycopg(), compile_kwargs={"render_postcompile": True})
    return Written(str(compiled), {name: value for name, value in compiled.params.items() if value is not None})


def asked(reading: Reading, question: Question[T]) -> T:
    """The answer, for whoever holds a session in a thread of their own."""
    connection: Connection = reading.session.connection()  # type: ignore[attr-defined]
    return question.understood(connection.exec_driver_sql(question.sql, dict(question.values)).all())


@dataclass(slots=True)
class Lines:
    """The connections of the event loop: opened when they are missed, so that a database that comes back is found."""

    conninfo: str
    idle: list[AsyncConnection[Any]] = field(default_factory=list)
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))

    async def ask(self, question: Question[T]) -> T:
        """The answer, once it came."""
        with inside_transaction(), said_in_french():
            async with self._line() as line:
                sql: Any = question.sql
                cursor = await line.execute(sql, question.values, prepare=question.is_prepared)
                rows = await cursor.fetchall()
        return question.understood(rows)

    def busy(self) -> int:
        """How many connections are at work."""
        return MOST_AT_ONCE - self.places._value

    async def close(self) -> None:
        """Leave the database."""
        while self.idle:
            await self.idle.pop().close()

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[AsyncConnection[Any]]:
        """A connection; one whose question did not end well is not used again."""
        if self.places.locked():
            async with asyncio.timeout(POOL_WAIT_SECONDS):
                await self.places.acquire()
        else:  # it does not wait: nothing to time
            await self.places.acquire()
        try:
            line = await self._kept() or await self._another()
            try:
                yield line
            except BaseException:
                await line.close()
                raise
            self.idle.append(line)
        finally:
            self.places.release()

    async def _kept(self) -> AsyncConnection[Any] | None:
        while self.idle:
            line = self.idle.pop()
            if not _has_spoken(line):
                return line
            await line.close()
        return None

    async def _another(self) -> AsyncConnection[Any]:
        return await AsyncConnection.connect(
            self.conninfo, autocommit=True, options=PARAMETERS, connect_timeout=POOL_WAIT_SECONDS
        )


def _has_spoken(line: AsyncConnection[Any]) -> bool:
    """Whether the server said something unasked: it leaves."""
    heard = select.poll()
    heard.register(line.fileno(), select.POLLIN)
    return bool(heard.poll(0))
