"""Databases for tests: on one server that spares itself what a crash would need, emptied in a few milliseconds."""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg.errors import DeadlockDetected
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from espace_factures import catalogue, migrations, postgres, rights

assert catalogue.JOBS
CLUSTER = Path(tempfile.gettempdir()) / f"espace-factures-tests-{os.getuid()}"
PARAMETERS = (Path(__file__).parents[1] / "alembic" / "schema" / "parameters.sql").read_text()
QUEUE = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs", "procrastinate_workers")
SPARED = ("fsync", "synchronous_commit", "full_page_writes")
CONNECTIONS = 300
"""Those of the applications that several processes of tests serve at once: about forty each."""
OWNED = """SELECT objid::regclass::text FROM pg_depend JOIN pg_class ON pg_class.oid = objid
           WHERE relkind = 'S' AND deptype IN ('a', 'i')"""


@contextlib.contextmanager
def a_database(name: str) -> Iterator[str]:
    """A migrated database, on a server shared by all the tests, for as long as the block lasts."""
    make_room()
    url = postgres.start(CLUSTER, name)
    admin = postgres.libpq_url(postgres.start(CLUSTER, "postgres_admin"))
    with psycopg.connect(admin, autocommit=True) as connection:
        for setting in SPARED:
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    migrations.upgrade(url)
    rights.open_embedded(url)
    yield url
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def make_room() -> None:
    """Start the server again when it has not been asked for enough connections yet: the first process that comes."""
    with CLUSTER.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(postgres.libpq_url(postgres.start(CLUSTER, "postgres_admin")), autocommit=True) as admin:
            (found,) = admin.execute("SELECT current_setting('max_connections')::int").fetchone() or (0,)
            if found >= CONNECTIONS:
                return
            admin.execute(f"ALTER SYSTEM SET max_connections = {CONNECTIONS}".encode())
        postgres.restart(CLUSTER)


class Emptying:
    """Empties a database: what TRUNCATE … RESTART IDENTITY leaves, without making 200 files anew each time."""

    def __init__(self, engine: Engine) -> None:
        tables = [*SQLModel.metadata.tables, *QUEUE]
        with engine.connect() as connection:
            sequences = connection.execute(text(OWNED)).scalars().all()
        self._statements = "; ".join(
            [
                "SET LOCAL session_replication_role = replica",
                # Like TRUNCATE, wait for those who write: a served application, a thread of the last test.
                f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE",
                *(f"DELETE FROM {table}" for table in tables),
                *(f"SELECT setval('{sequence}', 1, false)" for sequence in sequences),
                PARAMETERS,
            ]
        )

    def empty(self, engine: Engine) -> None:
        """Do it; a served application that writes just then, in another order, is let through first."""
        for is_last in (False, False, True):
            try:
                with engine.begin() as connection:
                    self.of(connection)
            except OperationalError as error:
                if is_last or not isinstance(error.orig, DeadlockDetected):
                    raise
            else:
                return

    def of(self, connection: Connection) -> None:
        """No row but the parameters of a new portal, and numbers from 1; the append-only triggers are put aside."""
        connection.exec_driver_sql(self._statements)
