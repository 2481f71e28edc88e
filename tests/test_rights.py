"""The role that serves writes rows; it changes no table and rewrites no log."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError
from structlog.testing import capture_logs

from espace_factures import migrations, postgres, rights
from espace_factures.app import run
from espace_factures.app.uow import make_engine, questions
from tests.databases import a_database

ROOT = Path(__file__).parents[1]
ENTRY = "INSERT INTO audit_entries (at, action, subject, details, address) VALUES (now(), 'x', 'y', '{}', '')"


@pytest.fixture(scope="module")
def owner() -> Iterator[str]:
    """The address of a database by the role that owns it."""
    with a_database(f"rights_{os.getpid()}") as url:
        yield url


@pytest.fixture
def service(owner: str) -> Iterator[Engine]:
    """A pool of the role that serves."""
    engine = make_engine(rights.by(rights.SERVICE, owner))
    yield engine
    engine.dispose()


def test_it_adds_to_the_log_and_reads_it(service: Engine) -> None:
    with service.begin() as connection:
        connection.execute(text(ENTRY))
        assert connection.execute(text("SELECT count(*) FROM audit_entries")).scalar_one() == 1
        connection.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET subject = 'z'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries CASCADE",
        "UPDATE audit_seals SET hash = 'z'",
        "DELETE FROM audit_seals",
        "DELETE FROM demande_events",
        "ALTER TABLE audit_entries DISABLE TRIGGER append_only",
        "DROP TRIGGER append_only ON audit_entries",
        "SET session_replication_role = replica",
        "CREATE TABLE elsewhere (id int)",
        "ALTER TABLE accounts ADD COLUMN seen int",
        "UPDATE alembic_version SET version_num = '0'",
        "CREATE ROLE another",
        "COPY accounts TO PROGRAM 'cat'",
    ],
)
def test_it_may_not(service: Engine, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), service.begin() as connection:
        connection.execute(text(statement))


def test_every_other_table_is_written_as_before(service: Engine, owner: str) -> None:
    closed = {"audit_entries", "audit_seals", "demande_events", "alembic_version"}
    rights_of = " AND ".join(
        f"has_table_privilege(:role, format('%I.%I', schemaname, tablename), '{right}')"
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
    )
    question = text(f"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND NOT ({rights_of})")
    with service.connect() as connection:
        assert set(connection.execute(question, {"role": rights.SERVICE}).scalars()) == closed


def test_a_start_by_the_role_that_serves_needs_no_right_on_the_latest_schema(owner: str) -> None:
    migrations.upgrade(rights.by(rights.SERVICE, owner))


def test_a_schema_to_change_asks_for_its_owner_and_the_next_migration_gives_the_rights_again(owner: str) -> None:
    served = rights.by(rights.SERVICE, owner)
    command.downgrade(migrations.configuration(owner), "base")
    refused = migrate(DATABASE_URL=served, APP_ENV="dev")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Le schéma de la base doit être mis à jour")
    assert "Traceback" not in refused.stderr
    done = migrate(DATABASE_URL=served, DATABASE_OWNER_URL=owner, APP_ENV="dev")
    assert done.returncode == 0, done.stderr
    with make_engine(served).begin() as connection:
        connection.execute(text(ENTRY))
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("DELETE FROM audit_entries"))


def test_an_embedded_database_is_served_by_a_role_of_its_own(tmp_path: Path) -> None:
    words = "from espace_factures import database; print(database.migrate())"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", words],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "", "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    postgres.stop(tmp_path / "postgres")
    assert rights.role_of(done.stdout.split()[-1]) == rights.SERVICE, done.stderr


def test_a_start_by_a_role_that_may_rewrite_the_log_says_so(service: Engine, owner: str) -> None:
    admin = make_engine(owner)
    for engine, said in ((service, []), (admin, ["database.role_may_rewrite_the_log"])):
        with capture_logs() as lines, questions(engine) as uow:
            rights.warn(uow, run.inside())
        assert [line["event"] for line in lines] == said
    admin.dispose()


def migrate(**environment: str) -> subprocess.CompletedProcess[str]:
    """The command, as an operator types it."""
    words = [sys.executable, "-W", "ignore", "-m", "espace_factures", "migrate"]
    return subprocess.run(words, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False)
