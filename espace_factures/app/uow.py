"""The engine and the unit of work: one transaction per use case; no query here."""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Final

import psycopg
import structlog
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DataError, InvalidatePoolError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlmodel import Session

from espace_factures.app.pools import POOL_WAIT_SECONDS, SHARED, Pools, telling
from espace_factures.app.reading import Reading
from espace_factures.app.topics import Topic
from espace_factures.core.errors import DomainError, OverloadedError
from espace_factures.jobs.queue import Job, asked, queue

PARAMETERS: Final = {"plan_cache_mode": "force_custom_plan", "timezone": "UTC", "statement_timeout": "30s"}
READ_ONLY: Final = {"default_transaction_read_only": "on"}
ONE_PROCESS: Final = Pools()
NOTIFY = text("SELECT pg_notify('live', topic) FROM unnest(CAST(:topics AS text[])) topic")
log = structlog.get_logger()

is_inside: ContextVar[bool] = ContextVar("inside", default=False)
"""Whether this call holds a connection: then it may not wait for anything but the database."""


@dataclass(frozen=True, slots=True)
class UnitOfWork(Reading):
    """One transaction: what it writes, the jobs it defers and the pages it wakes happen together or not at all."""

    session: Session
    topics: set[Topic] = field(default_factory=set)

    def defer(self, job: Job, **arguments: Any) -> None:
        """Queue a job in its line; it exists only if this transaction commits."""
        self.session.flush()
        later = {"seconds": job.delay} if job.delay else None
        task = queue.configure_task(job.name, connection=self._raw(), queue=job.line, schedule_in=later)
        task.defer(**asked(arguments))

    def notify(self, topic: Topic) -> None:
        """Wake the open pages that watch `topic`, at commit."""
        self.topics.add(topic)

    def wake(self) -> None:
        """Tell PostgreSQL every topic at once: a deposit has four, and each was a journey."""
        if self.topics:
            self.session.execute(NOTIFY, {"topics": sorted(self.topics)})

    def _raw(self) -> psycopg.Connection[Any]:
        return self.session.connection().connection.driver_connection  # type: ignore[return-value]


def make_engine(
    url: str | URL, *, parameters: Mapping[str, str] = PARAMETERS, pools: Pools = ONE_PROCESS, **options: Any
) -> Engine:
    """A pool that checks its connections, waits little, and plans each query for its own values."""
    engine = create_engine(
        url,
        pool_size=pools.size,
        max_overflow=pools.size,
        pool_timeout=POOL_WAIT_SECONDS,
        hide_parameters=True,
        connect_args=pools.arguments(parameters),
        execution_options={SHARED: pools} | options.pop("execution_options", {}),
        **options,
    )
    event.listen(engine, "checkout", _hear)
    if pools.is_shared:
        event.listen(engine, "begin", partial(_tell, telling(parameters)))
    return engine


def reading(engine: Engine) -> Engine:
    """A pool of its own that PostgreSQL lets read only: no BEGIN, no COMMIT, nothing to undo afterwards."""
    return _reading(engine.url, engine.get_execution_options().get(SHARED, ONE_PROCESS))


@lru_cache(maxsize=8)
def _reading(url: URL, pools: Pools) -> Engine:
    if pools.is_shared:  # only a transaction can be read only there
        return make_engine(url, pools=pools, execution_options={"postgresql_readonly": True})
    return make_engine(
        url,
        parameters=PARAMETERS | READ_ONLY,
        pools=pools,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        pool_reset_on_return=None,
    )


def _tell(parameters: str, connection: Connection) -> None:
    """The session that a pooler gave was told nothing, or what somebody else told it."""
    connection.exec_driver_sql(parameters)


def _hear(connection: psycopg.Connection[Any], _record: Any, _proxy: Any) -> None:
    """A server that left has said so on the line: only then is it asked, where a ping before each use is a journey."""
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    if line.poll(0):
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except psycopg.Error:
            raise InvalidatePoolError from None


@contextmanager
def inside_transaction() -> Iterator[None]:
    """Until the block ends, whatever waits outside is refused."""
    token = is_inside.set(True)
    try:
        yield
    finally:
        is_inside.reset(token)


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[UnitOfWork]:
    """Commit when the block ends well, roll back when it raises."""
    with inside_transaction(), said_in_french(), Session(engine, expire_on_commit=False) as session:
        uow = UnitOfWork(session)
        yield uow
        uow.wake()
        session.commit()


class Remembering(Session):
    """A session that keeps the rows it read, where another forgets those that nobody holds: none is asked for twice."""


@event.listens_for(Remembering, "loaded_as_persistent")
def _keep(session: Remembering, row: object) -> None:
    session.info.setdefault("rows", []).append(row)


@contextmanager
def questions(engine: Engine) -> Iterator[Reading]:
    """Answer questions on a connection of `reading`; a row changed meanwhile is refused, not lost in silence."""
    with inside_transaction(), said_in_french(), Remembering(engine, expire_on_commit=False) as session:
        yield Reading(session)
        session.flush()


@contextmanager
def said_in_french() -> Iterator[None]:
    """A value that no column can hold is the sender's fault; that every connection is taken is nobody's."""
    try:
        yield
    except NoConnectionError:
        raise OverloadedError from None
    except (DataError, psycopg.DataError, UnicodeEncodeError) as error:
        log.warning("database.unstorable", error=type(error.__cause__ or error).__name__)
        raise DomainError(
            "Une des valeurs envoyées ne convient pas. Vérifiez-les, puis réessayez.", "unstorable"
        ) from None
