"""Demonstration data: whole, written once, never in production."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from espace_factures.app.uow import make_engine
from espace_factures.invoices.rules import STAGES, TRANSITIONS, Status
from tests.conftest import World
from tests.databases import a_database

ROOT = Path(__file__).parents[2]
SAFE = {
    "APP_ENV": "prod",
    "SMTP_URL": "smtp://127.0.0.1:1",
    "MAIL_FROM": "factures@province-sud.nc",
    "SMS_URL": "https://:token@sms.example/messages",
    "PUBLIC_URL": "https://factures.example",
    "TRUSTED_PROXIES": "none",
    "SECRET_KEY": "trente-deux lettres tirées au sort",
}
COUNTS = "SELECT (SELECT count(*) FROM invoices), (SELECT count(*) FROM accounts), (SELECT count(*) FROM ribs)"


@dataclass(frozen=True, slots=True)
class Told:
    """A demonstration that tests only read."""

    engine: Engine

    def rows(self, sql: str) -> list[Any]:
        """What the database holds."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql)))


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The whole of it, written once."""
    with a_database(f"demonstration_{os.getpid()}") as url:
        engine = make_engine(url)
        told = Told(engine)
        assert seed(told, tmp_path_factory.mktemp("demonstration")).returncode == 0
        yield told
        engine.dispose()


def seed(world: World | Told, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as the launcher does."""
    url = world.engine.url.render_as_string(hide_password=False)
    variables = os.environ | {"DATABASE_URL": url, "VAR_DIR": str(folder), "APP_ENV": "dev"} | environment
    command = [sys.executable, "-m", "espace_factures", "seed"]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


def test_the_demonstration_is_whole_and_a_second_writing_changes_nothing(world: World, tmp_path: Path) -> None:
    assert seed(world, tmp_path).returncode == 0
    first = world.rows(COUNTS)
    statuses = {row.status for row in world.rows("SELECT DISTINCT status FROM invoices")}
    keys = [row.storage_key for row in world.rows("SELECT storage_key FROM documents")]
    assert statuses == set(Status)
    assert all((tmp_path / "files" / key).stat().st_size > 0 for key in keys)
    assert world.rows("SELECT 1 FROM procrastinate_jobs") == []
    assert seed(world, tmp_path).returncode == 0
    assert world.rows(COUNTS) == first


def test_an_interrupted_demonstration_is_finished_by_the_next(world: World, tmp_path: Path) -> None:
    seed(world, tmp_path)
    before = world.rows(COUNTS)
    with world.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM audit_entries WHERE action = 'demonstration'"))
        connection.execute(text("DELETE FROM invoices WHERE id = (SELECT max(id) FROM invoices)"))
    assert seed(world, tmp_path).returncode == 0
    assert world.rows(COUNTS) == before


def test_three_years_are_told_in_order(demonstration: Told) -> None:
    rows = demonstration.rows(
        "SELECT establishment_id, year, number, reference, deposited_at FROM invoices ORDER BY deposited_at, id"
    )
    assert [row.reference for row in rows] == sorted(row.reference for row in rows)
    for place, year in {(row.establishment_id, row.year) for row in rows}:
        numbers = [row.number for row in rows if (row.establishment_id, row.year) == (place, year)]
        assert numbers == sorted(numbers)
    assert (rows[-1].deposited_at - rows[0].deposited_at).days > 3 * 360


def test_each_history_is_one_that_the_life_of_invoices_allows(demonstration: Told) -> None:
    sql = """SELECT demande_id, e.status, at FROM demande_events e JOIN demandes d ON d.id = demande_id
        WHERE kind = 'facture'"""
    told: dict[int, list[tuple[datetime, str]]] = {}
    for row in demonstration.rows(sql + " ORDER BY e.id"):
        told.setdefault(row.demande_id, []).append((row.at, row.status))
    allowed = {(STAGES[one].label, STAGES[other].label) for one, after in TRANSITIONS.items() for other in after}
    for events in told.values():
        assert [at for at, _ in events] == sorted(at for at, _ in events)
        assert {(one, other) for (_, one), (_, other) in pairwise(events)} <= allowed
    last = {row.id: row.status for row in demonstration.rows("SELECT id, status FROM demandes WHERE kind = 'facture'")}
    assert last == {number: events[-1][1] for number, events in told.items()}


def test_orders_hold_what_is_invoiced_on_them(demonstration: Told) -> None:
    used = """SELECT o.number FROM orders o LEFT JOIN invoices i
        ON i.order_id = o.id AND i.status NOT IN ('rejetee', 'retiree')
        GROUP BY o.id HAVING coalesce(sum(i.total_ttc), 0) <> o.invoiced OR o.invoiced > o.amount"""
    assert demonstration.rows(used) == []
    assert len(demonstration.rows("SELECT 1 FROM orders WHERE invoiced > amount / 2")) > 10


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT DISTINCT reason_code AS one FROM demande_events WHERE reason_code <> ''",
        "SELECT DISTINCT jsonb_object_keys(taxes) AS one FROM invoices",
        "SELECT DISTINCT status AS one FROM ribs",
        "SELECT DISTINCT status AS one FROM habilitations",
        "SELECT DISTINCT establishment_id AS one FROM invoices",
    ],
)
def test_there_is_some_of_each(demonstration: Told, sql: str) -> None:
    assert len(demonstration.rows(sql)) >= 4


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM memberships WHERE expires_on IS NOT NULL AND ended_at IS NULL",
        "SELECT 1 FROM demandes WHERE is_unread",
        "SELECT 1 FROM invoices WHERE admitted_ttc < total_ttc",
        "SELECT 1 FROM ribs WHERE status = 'remplace' AND replaced_by_id IS NOT NULL",
        "SELECT 1 FROM demandes WHERE assignee_id IS NULL AND turn = 'agent'",
    ],
)
def test_each_screen_has_something_to_show(demonstration: Told, sql: str) -> None:
    assert demonstration.rows(sql)


def test_no_company_of_the_demonstration_exists(demonstration: Told) -> None:
    ridets = [row.ridet for row in demonstration.rows("SELECT ridet FROM establishments")]
    assert all(ridet.startswith("99") and len(ridet) == 10 for ridet in ridets)


def test_production_never_gets_it(world: World, tmp_path: Path) -> None:
    assert "never written" in seed(world, tmp_path, **SAFE).stderr
    assert world.rows("SELECT 1 FROM accounts") == []


@pytest.mark.parametrize("missing", ["SMTP_URL", "SMS_URL", "PUBLIC_URL", "SECRET_KEY"])
def test_production_says_what_is_unsafe(world: World, tmp_path: Path, missing: str) -> None:
    assert missing in seed(world, tmp_path, **(SAFE | {missing: ""})).stderr
    assert world.rows("SELECT 1 FROM accounts") == []
