"""Starts what a laptop lacks (PostgreSQL, schema, front end, demonstration data), then the server."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from espace_factures import commands, database, frontend, waiting
from espace_factures.frontend import QUIET, ROOT
from espace_factures.settings import settings
from espace_factures.terminal import announcement, say

PREBUILT: Final = {
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "__REFLEX_SKIP_COMPILE": "yes",
    "REFLEX_ENV_MODE": "prod",
}
EVENTS_OFFSET: Final = 5000
LAST_PORT: Final = 65535
STOP_DATABASE: Final = [sys.executable, "-W", "ignore", "-m", "espace_factures.postgres"]


def serve() -> int:
    """Everything set up, then the production server on PORT until it is stopped."""
    port = settings().port
    if is_taken(port):
        return 1
    with stopping_the_database():
        environment = prepare()
        with demonstrating(environment):
            say("Pages…")
            fault = frontend.build()
        return fault or _hand_over(granian(port), environment | PREBUILT, port)


def granian(port: int) -> list[str]:
    """The command of the production server."""
    command = [sys.executable, "-W", "ignore", "-m", "granian", "--interface", "asgi", "--factory", "--loop", "uvloop"]
    command += ["--workers", "1", "--ws", "--log-level", "warning"]
    return [*command, "--host", "0.0.0.0", "--port", str(port), "espace_factures.espace_factures:app"]  # noqa: S104


def dev() -> int:
    """The same with hot reload: pages on PORT, events and forms on a port that follows it."""
    port = settings().port
    events = events_port(port)
    if is_taken(port) or is_taken(events):
        return 1
    with stopping_the_database():
        environment = prepare()
        with demonstrating(environment):
            say("Pages…")
        environment |= {"NATIVE_ORIGIN": f"http://localhost:{events}", "PAGES_ORIGIN": f"http://localhost:{port}"}
        command = [sys.executable, "-W", "ignore", "-m", "scripts.dev", str(port), str(events)]
        return _hand_over(command, environment, port, events)


@contextmanager
def stopping_the_database() -> Iterator[None]:
    """Until it is stopped; the embedded database, if there is one, ends with the block."""
    try:
        with waiting.until_stopped():
            yield
    finally:
        if not settings().database_url:
            from espace_factures import postgres

            postgres.stop(database.cluster())


def events_port(port: int) -> int:
    """Where the application listens while Vite serves the pages: two checkouts with two PORTs never meet."""
    return port + EVENTS_OFFSET if port + EVENTS_OFFSET <= LAST_PORT else port - EVENTS_OFFSET


def is_taken(port: int) -> bool:
    """Whether somebody listens there already; then it is said."""
    if taken := waiting.listens(port):
        say(f"Le port {port} est déjà pris. Choisissez-en un autre : make run PORT=3001")
    return taken


def prepare() -> dict[str, str]:
    """The environment of the server: a database up to date, never by its owner."""
    environment = os.environ | QUIET | {"VAR_DIR": str(settings().var_dir.absolute())}
    environment |= {"DATABASE_URL": database.migrate(), "APP_ENV": settings().app_env}
    environment.pop("DATABASE_OWNER_URL", None)
    return environment


@contextmanager
def demonstrating(environment: dict[str, str]) -> Iterator[None]:
    """On a laptop, demonstration data are written while the block runs: the other processor builds the pages."""
    if not settings().is_dev:
        yield
        return
    say("Données de démonstration…")
    command = [sys.executable, "-W", "ignore", "-m", "espace_factures", "seed"]
    with subprocess.Popen(command, env=environment, cwd=ROOT) as writer:
        try:
            yield
            if writer.wait():
                raise SystemExit("Les données de démonstration n’ont pas pu être écrites.")
        finally:
            writer.terminate()


def seed() -> int:
    """Demonstration data; writing it twice changes nothing."""
    from scripts import demo

    demo.seed()
    return 0


def _hand_over(command: list[str], environment: dict[str, str], *ports: int) -> NoReturn:
    """All is ready: what waits for the server needs nothing of what prepared it."""
    at_end = [] if settings().database_url else [*STOP_DATABASE, str(database.cluster())]
    plan = waiting.Plan(command, str(ROOT), ports, announcement(settings()), at_end)
    waiting.become(plan, frontend.with_tools(environment))


COMMANDS: Final[dict[str, Callable[..., int]]] = {
    "serve": serve,
    "dev": dev,
    "build": frontend.build,
    "migrate": lambda: bool(database.migrate()) and 0,
    "seed": seed,
    **commands.COMMANDS,
}
