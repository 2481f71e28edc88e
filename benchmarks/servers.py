"""The two applications side by side, served the same way: the product, and the bare one that is its floor."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx
import psutil

from benchmarks.data import Place, open_session
from espace_factures import frontend, routes
from espace_factures.launcher import PREBUILT
from espace_factures.web.session import COOKIE

ROOT: Final = Path(__file__).parents[1]
BARE: Final = Path(__file__).parent / "bare"
START_SECONDS: Final = 30
GRANIAN: Final = ["-m", "granian", "--interface", "asgi", "--factory", "--workers", "1", "--loop", "uvloop", "--ws"]


@dataclass
class Served:
    """An application in a process of its own; `page` is its list of invoices."""

    name: str
    target: str
    cwd: Path
    page: str
    environment: dict[str, str]
    cookie: str = ""
    process: psutil.Process | None = None
    port: int = field(default_factory=lambda: free_port())  # noqa: PLW0108 - defined below

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    @contextlib.contextmanager
    def running(self, log: Path) -> Iterator["Served"]:
        """Serve for as long as the block lasts."""
        command = [sys.executable, "-W", "ignore", *GRANIAN, "--host", "127.0.0.1", "--port", str(self.port)]
        environment = os.environ | frontend.QUIET | PREBUILT | self.environment | {"PORT": str(self.port)}
        with log.open("wb") as output:
            server = subprocess.Popen(
                [*command, "--log-level", "warning", self.target],
                cwd=self.cwd,
                env=frontend.with_tools(environment),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            await_answer(self.url, log)
            self.process = psutil.Process(server.pid)
            yield self
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(15)

    def memory(self) -> float:
        """Resident bytes of its worker."""
        assert self.process is not None
        return float(max(child.memory_info().rss for child in self.process.children()))


def product(place: Place, folder: Path) -> Served:
    """Espace Factures on a loaded database."""
    environment = {"DATABASE_URL": place.url, "VAR_DIR": str(folder), "APP_ENV": "dev"}
    cookie = f"{COOKIE}={open_session(place)}"
    return Served("product", "espace_factures.espace_factures:app", ROOT, routes.TRACKING, environment, cookie)


def bare(place: Place) -> Served:
    """The bare application on the same database; it signs nobody in."""
    return Served("bare", "bare.bare:app", BARE, "/", {"DATABASE_URL": place.conninfo})


def finished(place: Place) -> Served:
    """The same rows in a finished page, without any script."""
    return Served("finished", "benchmarks.finished:app", ROOT, "/", {"DATABASE_URL": place.conninfo})


def build_bare(app: Served) -> None:
    """Compile the bare pages; Reflex writes the port into them."""
    shutil.rmtree(BARE / ".web" / "build", ignore_errors=True)
    command = [sys.executable, "-W", "ignore", "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    environment = frontend.with_tools(os.environ | frontend.QUIET | {"PORT": str(app.port)})
    subprocess.run(command, cwd=BARE, env=environment, check=True, capture_output=True)


def await_answer(url: str, log: Path, seconds: float = START_SECONDS) -> None:
    """Until something answers at `url`."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(f"{url}/ping", timeout=1)
            return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-4000:]}")


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
