"""Starts what a laptop lacks (PostgreSQL, schema, front end, demonstration data), then the server."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from espace_factures import frontend, migrations, postgres
from espace_factures.frontend import QUIET, ROOT
from espace_factures.settings import settings
from espace_factures.web.run import execute

PREBUILT: Final = {
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "__REFLEX_SKIP_COMPILE": "yes",
    "REFLEX_ENV_MODE": "prod",
}
DEV_BACKEND_PORT: Final = 8000


def serve() -> int:
    """Everything set up, then the production server on PORT until it is stopped."""
    if code := frontend.build():
        return code
    environment = prepare()
    announce()
    command = [sys.executable, "-W", "ignore", "-m", "granian", "--interface", "asgi", "--factory", "--loop", "uvloop"]
    command += ["--workers", "1", "--ws", "--log-level", "warning"]
    command += ["--host", "0.0.0.0", "--port", str(settings().port), "espace_factures.espace_factures:app"]  # noqa: S104
    return _run_server(command, environment | PREBUILT)


def dev() -> int:
    """The same with hot reload: pages on PORT, events on the next server."""
    environment = prepare()
    announce()
    port = settings().port
    environment |= {
        "BACKEND_PORT": str(DEV_BACKEND_PORT),
        "NATIVE_ORIGIN": f"http://localhost:{DEV_BACKEND_PORT}",
        "PAGES_ORIGIN": f"http://localhost:{port}",
    }
    return _run_server([sys.executable, "-m", "reflex", "run"], environment)


def prepare() -> dict[str, str]:
    """The environment of the server: a database up to date, with demonstration data on a laptop."""
    environment = os.environ | QUIET | {"VAR_DIR": str(settings().var_dir.absolute())}
    environment["DATABASE_URL"] = migrate()
    if settings().is_dev:
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "espace_factures", "seed"], env=environment, cwd=ROOT, check=True
        )
    return environment


def migrate() -> str:
    """Bring the database to the latest schema; returns its address."""
    url = settings().database_url or postgres.start(settings().var_dir.absolute() / "postgres")
    migrations.upgrade(postgres.sqlalchemy_url(url))
    return url


def seed() -> int:
    """Demonstration data; writing it twice changes nothing."""
    from scripts import demo

    demo.seed()
    return 0


def announce() -> None:
    """Where to go, with which account, and where mail goes."""
    values = settings()
    lines = [f"Espace Factures : {values.origin}"]
    if values.is_dev:
        lines += ["Comptes de démonstration (mot de passe « Demonstration-2026! ») :"]
        lines += [f"  {name}@demo.example" for name in ("usager", "gestionnaire", "habilitations", "habilitations2")]
        lines += [f"  {name}@demo.example" for name in ("factures", "comptable", "admin")]
    lines.append(f"Courriels : {values.smtp_url or values.origin + '/dev/courriels'}")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _run_server(command: list[str], environment: dict[str, str]) -> int:
    server = subprocess.Popen(command, env=frontend.with_tools(environment), cwd=ROOT)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: server.terminate())
    code = server.wait()
    if not settings().database_url:
        postgres.stop(settings().var_dir.absolute() / "postgres")
    return max(code, 0)


def import_registry(file: str) -> int:
    """The registry's local copy, from its bulk JSON export."""
    from espace_factures import wiring
    from espace_factures.establishments.import_registry import import_registry as use_case

    os.environ["DATABASE_URL"] = migrate()
    settings.cache_clear()
    wiring.configure()
    sys.stdout.write(f"{execute(use_case, Path(file))} établissements\n")
    return 0


COMMANDS: Final[dict[str, Callable[..., int]]] = {
    "serve": serve,
    "dev": dev,
    "build": frontend.build,
    "migrate": lambda: bool(migrate()) and 0,
    "seed": seed,
    "import-registry": import_registry,
}
