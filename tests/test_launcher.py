"""A start says each step as it begins, then where to go, and no secret."""

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from espace_factures import frontend, terminal
from espace_factures.settings import Settings
from tests.conftest import World
from tests.servers import free_port

ROOT = Path(__file__).parents[1]
SAFE = {
    "APP_ENV": "prod",
    "SMTP_URL": "smtp+starttls://portail:Mot-De-Passe@mail.example:587",
    "MAIL_FROM": "Espace Factures <factures@province-sud.nc>",
    "SMS_URL": "https://:Jeton@sms.example/messages",
    "PUBLIC_URL": "https://factures.example",
    "TRUSTED_PROXIES": "none",
    "SECRET_KEY": "une clé de trente-deux caractères au moins",
}


def test_a_start_says_each_step_then_the_address_and_no_secret(world: World, tmp_path: Path) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    said = started({"DATABASE_URL": url, "VAR_DIR": str(tmp_path)} | SAFE)
    words = [line for line in said if not line.startswith("Construction")]
    assert words[:3] == ["PostgreSQL…", "Schéma…", "Pages…"]
    assert words[3:] == ["Espace Factures : https://factures.example", "Courriels : smtp+starttls://mail.example:587"]


@pytest.mark.parametrize("url", ["smtp://portail:Secret@mail.example:587", "smtps://mail.example?key=Secret"])
def test_no_credential_is_announced(url: str) -> None:
    assert "mail.example" in (said := terminal.announcement(Settings(smtp_url=url)))
    assert "Secret" not in said
    assert "portail" not in said


def test_a_newcomer_reads_the_accounts_and_where_mail_goes() -> None:
    said = terminal.announcement(Settings(port=3123))
    assert said.startswith("Espace Factures : http://localhost:3123\n")
    assert "  usager@demo.example\n" in said
    assert said.endswith("Courriels : http://localhost:3123/dev/courriels\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_start_in_the_background_of_a_shell_ends_at_either_signal(world: World, tmp_path: Path, number: int) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    variables = os.environ | frontend.QUIET | {"PORT": str(free_port()), "DATABASE_URL": url, "VAR_DIR": str(tmp_path)}
    program = shlex.join([sys.executable, "-W", "ignore", "-m", "espace_factures", "serve"])
    shell = f"{program} & echo $! ; wait $!; echo ended $?"
    with subprocess.Popen(shell, shell=True, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True) as process:
        lines = process.stdout or iter([])
        launcher = int(next(lines))
        assert next(lines) == "PostgreSQL…\n"
        os.kill(launcher, number)
        said = list(lines)
    assert said[-1] == "ended 0\n"
    assert not [line for line in said if line.startswith("Espace Factures")]


def test_what_waits_for_the_server_loads_nothing_of_the_application() -> None:
    listed = "import sys; from espace_factures import waiting; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", listed], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = [name for name in loaded.stdout.split() if name.startswith("espace_factures")]
    assert ours == ["espace_factures", "espace_factures.waiting"]
    assert not {"reflex", "pydantic", "sqlalchemy", "psycopg"} & set(loaded.stdout.split())


def test_the_lock_is_kept_as_a_fresh_clone_writes_it() -> None:
    lock = (ROOT / "reflex.lock" / "package.json").read_text()
    assert lock == json.dumps(json.loads(lock)), "bun has laid it out anew: the build would rewrite it"


def started(environment: dict[str, str]) -> list[str]:
    """What `make run` says until it has said where mail goes; then it is stopped."""
    variables = os.environ | frontend.QUIET | {"PORT": str(free_port())} | environment
    command = [sys.executable, "-W", "ignore", "-m", "espace_factures", "serve"]
    said: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            said.append(line.rstrip("\n"))
            if line.startswith("Courriels"):
                process.terminate()
    return said
