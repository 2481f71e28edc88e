"""What a portal needs to work, counted."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Integer, column, text
from sqlmodel import col, func, select

from espace_factures.app.reading import ReadSession
from espace_factures.establishments.models import RegistryEntry
from espace_factures.orders.models import Order
from espace_factures.organisation.models import Direction
from espace_factures.ribs.models import Bank

# The job queue's own tables: procrastinate has no model of them for SQLAlchemy.
ALIVE: Final = text("SELECT count(*) AS n FROM procrastinate_workers WHERE last_heartbeat > :since").columns(
    column("n", Integer)
)
WAITING: Final = text(
    "SELECT count(*) AS n FROM procrastinate_jobs j WHERE status = 'todo' "
    "AND coalesce(scheduled_at, (SELECT min(at) FROM procrastinate_events e WHERE e.job_id = j.id)) < :since"
).columns(column("n", Integer))
FAILED: Final = text("SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'failed'").columns(
    column("n", Integer)
)


def workers(session: ReadSession, since: datetime) -> int:
    """How many workers showed a sign of life."""
    return session.execute(ALIVE, {"since": since}).scalar_one()


def jobs_waiting(session: ReadSession, since: datetime) -> int:
    """How many jobs should have begun by then."""
    return session.execute(WAITING, {"since": since}).scalar_one()


def jobs_failed(session: ReadSession) -> int:
    """How many jobs were tried too often."""
    return session.execute(FAILED).scalar_one()


def open_directions(session: ReadSession) -> int:
    """Directions to which an invoice may be addressed."""
    return session.exec(select(func.count()).select_from(Direction).where(col(Direction.is_active))).one()


def is_empty(session: ReadSession, table: Any) -> bool:
    """Whether a table has no row."""
    return session.exec(select(1).select_from(table).limit(1)).first() is None


def has_banks(session: ReadSession) -> bool:
    """Whether a bank is known."""
    return not is_empty(session, Bank)


def has_registry(session: ReadSession) -> bool:
    """Whether the registry was copied."""
    return not is_empty(session, RegistryEntry)


def has_orders(session: ReadSession) -> bool:
    """Whether bons de commande were imported."""
    return not is_empty(session, Order)
