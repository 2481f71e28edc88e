"""The figures of work, for whoever watches the portal from outside: the queue, its workers, what was deposited."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Float, Integer, String, column, text

from espace_factures.app.asking import Question
from espace_factures.app.reading import ReadSession

# The job queue's own tables: procrastinate has no model of them for SQLAlchemy.
BASE: Final = """
    SELECT ARRAY(SELECT version_num FROM alembic_version) AS schema,
           EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - '60s'::interval)
               AS has_worker
"""
JOBS: Final = text("""
    SELECT j.queue_name AS line, j.task_name AS task,
           count(*) FILTER (WHERE j.status = 'todo' AND due.at <= now()) AS waiting,
           count(*) FILTER (WHERE j.status = 'doing') AS doing,
           count(*) FILTER (WHERE j.status = 'failed') AS failed,
           coalesce(extract(epoch FROM now() - min(due.at) FILTER (WHERE j.status = 'todo' AND due.at <= now())), 0)
               AS oldest
    FROM procrastinate_jobs j CROSS JOIN LATERAL (
        SELECT CASE WHEN j.attempts = 0 AND j.scheduled_at IS NOT NULL THEN j.scheduled_at ELSE min(e.at) END AS at
        FROM procrastinate_events e WHERE e.job_id = j.id AND e.type IN ('deferred', 'deferred_for_retry')
    ) due
    WHERE j.status IN ('todo', 'doing', 'failed')
    GROUP BY j.queue_name, j.task_name
""").columns(
    column("line", String),
    column("task", String),
    column("waiting", Integer),
    column("doing", Integer),
    column("failed", Integer),
    column("oldest", Float),
)
"""A job that was tried waits since it was first asked for, whenever its next try may be."""
NUMBERS: Final = text("""
    SELECT coalesce((SELECT max(id) FROM invoices), 0) AS deposits,
           (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - '60s'::interval)
               AS workers
""").columns(column("deposits", Integer), column("workers", Integer))


@dataclass(frozen=True, slots=True)
class Base:
    """What the database says of itself."""

    schema: frozenset[str]
    has_worker: bool


BASE_ASKED: Final = Question(BASE, {}, lambda rows: Base(frozenset(rows[0][0]), rows[0][1]))


@dataclass(frozen=True, slots=True)
class Waiting:
    """The jobs of one task: how many, and the age of the oldest in seconds."""

    line: str
    task: str
    waiting: int
    doing: int
    failed: int
    oldest: float


def jobs(session: ReadSession) -> list[Waiting]:
    """By task."""
    return [Waiting(**row._mapping) for row in session.execute(JOBS)]


def numbers(session: ReadSession) -> tuple[int, int]:
    """How many invoices ever came, and how many workers live."""
    row: Any = session.execute(NUMBERS).one()
    return row.deposits, row.workers
