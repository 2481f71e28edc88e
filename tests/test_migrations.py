"""The schema comes, goes, and leaves alone a database that it does not know."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command

from espace_factures import migrations, postgres
from tests.databases import a_database

ROOT = Path(__file__).parents[1]
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


@pytest.fixture
def url() -> Iterator[str]:
    with a_database(f"migrations_{os.getpid()}") as url:
        yield url


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A var/ of its own, whose PostgreSQL is stopped at the end."""
    yield tmp_path
    postgres.stop(tmp_path / "postgres")


def test_every_migration_can_be_undone_and_done_again(url: str) -> None:
    before = asked(url, TABLES)
    command.downgrade(migrations.configuration(url), "base")
    assert asked(url, TABLES) == 0
    migrations.upgrade(url)
    assert asked(url, TABLES) == before


def test_a_given_database_of_another_history_is_refused_and_left_as_it_was(url: str) -> None:
    become_old(url)
    done = migrate({"DATABASE_URL": url})
    assert done.returncode == 1
    assert done.stderr.startswith("La base donnée par DATABASE_URL vient d’une autre version du portail")
    assert "Traceback" not in done.stderr
    assert asked(url, "SELECT count(*) FROM alembic_version WHERE version_num = '0015'") == 1


def test_the_database_of_an_older_var_is_kept_aside_and_a_new_one_takes_its_place(var: Path) -> None:
    become_old(postgres.start(var / "postgres"), create="CREATE TABLE alembic_version (version_num varchar)")
    done = migrate({"DATABASE_URL": "", "VAR_DIR": str(var)})
    assert done.returncode == 0, done.stderr
    assert "vient d’une version antérieure du portail." in done.stdout
    url = postgres.start(var / "postgres")
    assert asked(url, TABLES) > 0
    assert asked(url, "SELECT count(*) FROM pg_database WHERE datname LIKE 'espace_factures_2%'") == 1


def become_old(url: str, create: str = "DELETE FROM alembic_version") -> None:
    """Mark the database as made by a history that is no longer there."""
    with psycopg.connect(postgres.libpq_url(url), autocommit=True) as connection:
        connection.execute(create)
        connection.execute("INSERT INTO alembic_version VALUES ('0015')")


def migrate(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The command, as an operator types it."""
    words = [sys.executable, "-W", "ignore", "-m", "espace_factures", "migrate"]
    return subprocess.run(words, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False)


def asked(url: str, question: str) -> int:
    """One number from the database."""
    with psycopg.connect(postgres.libpq_url(url)) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
    return row[0] if row else 0
