"""`doctor` says what is missing or unsafe, in French, without a traceback and without a secret; it changes nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from espace_factures.core.access import Role
from espace_factures.core.words import plain
from tests import factories
from tests.conftest import World
from tests.servers import MailCatcher, free_port

ROOT = Path(__file__).parents[1]
SECRETS = ("Mot-De-Passe", "Jeton", "clé de trente-deux")


def said(world: World | None, tmp_path: Path, **changes: str) -> tuple[int, str]:
    """What an operator reads, and how the command ends."""
    variables = {name: value for name, value in os.environ.items() if name not in {"APP_ENV", "DATABASE_URL"}}
    if world is not None:
        variables["DATABASE_URL"] = world.engine.url.render_as_string(hide_password=False)
    variables |= {
        "VAR_DIR": str(tmp_path),
        "SMTP_URL": f"smtp://portail:Mot-De-Passe@localhost:{free_port()}",
        "MAIL_FROM": "factures@province-sud.nc",
        "SMS_URL": "https://:Jeton@sms.example/messages",
        "PUBLIC_URL": "https://factures.example",
        "TRUSTED_PROXIES": "none",
        "SECRET_KEY": "une clé de trente-deux caractères au moins",
    } | changes
    command = [sys.executable, "-W", "ignore", "-m", "espace_factures", "doctor"]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=120, check=False)
    words = plain(done.stdout + done.stderr)
    assert "Traceback" not in words
    assert not any(secret in words for secret in SECRETS)
    return done.returncode, words


def test_a_new_production_is_told_all_that_it_lacks(world: World, tmp_path: Path) -> None:
    code, words = said(world, tmp_path)
    assert code == 1
    for fault in (
        "[manque] Aucun administrateur",
        "[manque] Aucune direction ouverte",
        "[manque] Courriels : smtp://localhost",
        "[manque] Aucun travailleur n'est en vie",
        "[à revoir] AUDIT_MAIL",
        "[bon] Le schéma est celui de cette version.",
        "[bon] Un fichier s'écrit, se relit et s'efface.",
    ):
        assert fault in words


def test_a_direction_without_agent_and_a_lone_comptable_are_named(
    world: World, tmp_path: Path, mail: MailCatcher
) -> None:
    factories.a_direction(world, name="Direction des routes")
    factories.an_agent(world, Role.ADMIN)
    factories.an_agent(world, Role.ACCOUNTANT)
    _, words = said(world, tmp_path, SMTP_URL=mail.url)
    assert "[manque] « Direction des routes » n'a pas d'agent" in words
    assert "il en faut deux, qui mandate ne paie pas." in words
    assert "[bon] Courriels" in words


def test_unsafe_settings_are_each_said_and_nothing_else_is_looked_at(world: World, tmp_path: Path) -> None:
    code, words = said(world, tmp_path, SECRET_KEY="Jeton", PUBLIC_URL="http://factures.example")
    assert code == 1
    assert "SECRET_KEY" in words
    assert "PUBLIC_URL" in words
    assert "Base de données" not in words


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    url = f"postgresql://portail:Mot-De-Passe@localhost:{free_port()}/factures"
    code, words = said(None, tmp_path, DATABASE_URL=url)
    assert code == 1
    assert "Cet examen n'a pas pu se faire" in words
    assert "Agents et directions" not in words


def test_an_older_schema_is_told_and_left_as_it_is(world: World, tmp_path: Path) -> None:
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    try:
        code, words = said(world, tmp_path)
        assert code == 1
        assert "« python -m espace_factures migrate »" in words
        assert [row.version_num for row in world.rows("SELECT version_num FROM alembic_version")] == ["0001"]
    finally:
        with world.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")


def test_a_laptop_whose_database_sleeps_is_not_woken(tmp_path: Path) -> None:
    code, words = said(None, tmp_path)
    assert code == 1
    assert "La base embarquée n'est pas démarrée" in words
    assert not (tmp_path / "postgres").exists()


@pytest.fixture
def mail() -> Iterator[MailCatcher]:
    """A server that takes mail."""
    catcher = MailCatcher()
    catcher.start()
    yield catcher
    catcher.stop()
