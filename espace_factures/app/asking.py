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

from espace_factures.app.pools import POOL_WAIT_SECONDS, Pools, telling
from espace_factures.app.reading import Reading
from espace_factures.app.uow import PARAMETERS as OF_THREADS
from espace_factures.app.uow import READ_ONLY, inside_transaction, said_in_french
from espace_factures.core.errors import OverloadedError

T = TypeVar("T")
PARAMETERS: Final = {name: value for name, value in OF_THREADS.items() if name != "plan_cache_mode"} | READ_ONLY
"""Not `force_custom_plan`: planning takes longer than answering, and a prepared question has one right plan."""
TOLD: Final[Any] = telling(PARAMETERS | {"transaction_read_only": "on"})


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
    pools: Pools = field(default_factory=Pools)
    idle: list[AsyncConnection[Any]] = field(default_factory=list)
    places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.places = asyncio.Semaphore(self.pools.size)

    async def ask(self, question: Question[T]) -> T:
        """The answer, once it came."""
        with inside_transaction(), said_in_french():
            async with self._line() as line:
                rows = await (self._within(line, question) if self.pools.is_shared else _rows(line, question))
        return question.understood(rows)

    def busy(self) -> int:
        """How many connections are at work."""
        return self.pools.size - self.places._value

    async def close(self) -> None:
        """Leave the database."""
        while self.idle:
            await self.idle.pop().close()

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[AsyncConnection[Any]]:
        """A connection; one whose question did not end well is not used again."""
        if self.places.locked():
            try:
                async with asyncio.timeout(POOL_WAIT_SECONDS):
                    await self.places.acquire()
            except TimeoutError:
                raise OverloadedError from None
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
        return await AsyncConnection.connect(self.conninfo, autocommit=True, **self.pools.arguments(PARAMETERS))

    async def _within(self, line: AsyncConnection[Any], question: Question[T]) -> Sequence[Any]:
        """The rows, in a transaction that was told what it is."""
        async with line.transaction():
            await line.execute(TOLD)
            return await _rows(line, question, is_prepared=False)


async def _rows(line: AsyncConnection[Any], question: Question[Any], *, is_prepared: bool = True) -> Sequence[Any]:
    sql: Any = question.sql
    cursor = await line.execute(sql, question.values, prepare=is_prepared and question.is_prepared)
    return await cursor.fetchall()


def _has_spoken(line: AsyncConnection[Any]) -> bool:
    """Whether the server said something unasked: it leaves."""
    heard = select.poll()
    heard.register(line.fileno(), select.POLLIN)
    return bool(heard.poll(0))
