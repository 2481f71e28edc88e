"""Demonstration data: whole, written once, never in production."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from espace_factures.invoices.rules import Status
from tests.conftest import World

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


def seed(world: World, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
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
        connection.execute(text("DELETE FROM invoices WHERE number = 'F-2026-0320'"))
    assert seed(world, tmp_path).returncode == 0
    assert world.rows(COUNTS) == before


def test_production_never_gets_it(world: World, tmp_path: Path) -> None:
    assert "never written" in seed(world, tmp_path, **SAFE).stderr
    assert world.rows("SELECT 1 FROM accounts") == []


@pytest.mark.parametrize("missing", ["SMTP_URL", "SMS_URL", "PUBLIC_URL", "SECRET_KEY"])
def test_production_says_what_is_unsafe(world: World, tmp_path: Path, missing: str) -> None:
    assert missing in seed(world, tmp_path, **(SAFE | {missing: ""})).stderr
    assert world.rows("SELECT 1 FROM accounts") == []
