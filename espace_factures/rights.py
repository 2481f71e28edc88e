"""What the role that serves may do in the database: read and write rows, never change a table nor rewrite the log."""

from typing import Final

import structlog
from psycopg import sql
from sqlalchemy import func, make_url, select

from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.app.uow import make_engine
from espace_factures.core.ports import Inside

SERVICE: Final = "portail"
"""The role that serves, in an embedded database; elsewhere it is the one of DATABASE_URL."""

GRANTED: Final = """
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
    REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role};
    REVOKE UPDATE, DELETE ON audit_entries, audit_seals FROM {role};
    REVOKE DELETE ON demande_events FROM {role};
"""
MADE: Final = """
    DO $$ BEGIN
        CREATE ROLE {role} LOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$
"""
"""Two starts at once find each other in pg_authid, where the second one is a violation."""

REWRITES: Final = select(func.has_table_privilege("audit_entries", "UPDATE, DELETE, TRUNCATE, TRIGGER"))
log = structlog.get_logger()


def by(role: str, url: str) -> str:
    """The address of a database, by another role of an embedded server, which asks for no password."""
    return make_url(url).set(username=role).render_as_string(hide_password=False)


def role_of(url: str) -> str:
    """Whose address it is; nobody's when it does not say."""
    return make_url(url).username or ""


def open_embedded(owner_url: str) -> str:
    """Make the role that serves on an embedded server, with its rights; returns its address."""
    _execute(owner_url, MADE, SERVICE)
    give(SERVICE, owner_url)
    return by(SERVICE, owner_url)


def give(role: str, owner_url: str) -> None:
    """The role has the rights of who serves, and no other, on every table of the latest schema; all at once."""
    _execute(owner_url, GRANTED, role)


async def tell() -> None:
    """Say at the start when the role that serves could rewrite the log."""
    await read(warn)


def warn(uow: Reading, _ports: Inside) -> None:
    """The question itself, and a line of the technical log."""
    if uow.session.execute(REWRITES).scalar_one():
        log.warning("database.role_may_rewrite_the_log")


def _execute(url: str, statements: str, role: str) -> None:
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            raw = connection.connection.driver_connection
            raw.execute(sql.SQL(statements).format(role=sql.Identifier(role)))  # type: ignore[union-attr, arg-type]
    finally:
        engine.dispose()
