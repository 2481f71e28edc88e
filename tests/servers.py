"""Real servers for tests: the application as it is served, and an SMTP server that keeps what it receives."""

import contextlib
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
from aiosmtpd.controller import Controller

from espace_factures import frontend, rights
from espace_factures.launcher import PREBUILT
from tests.processes import Cold, Forked, cold, forked

START_SECONDS = 30
STOP_SECONDS = 15
CODE = re.compile(r"Votre code\s: (\d{4})")


class MailCatcher:
    """An SMTP server on a free port; `mails` holds what came, oldest first."""

    def __init__(self, port: int = 0) -> None:
        self.mails: list[EmailMessage] = []
        self.port = port or free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """SMTP_URL of this server."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep the mail."""
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Fall silent: the application finds nobody."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, recipient: str) -> list[EmailMessage]:
        """What was sent to an address."""
        return [mail for mail in list(self.mails) if recipient in str(mail["To"])]

    def wait_for(self, recipient: str, subject: str = "", seconds: float = 25) -> EmailMessage:
        """The newest mail to an address whose subject holds the words."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            found = [mail for mail in self.to(recipient) if subject in str(mail["Subject"])]
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no mail « {subject} » to {recipient}; got {[str(m['Subject']) for m in self.mails]}")

    def code_for(self, recipient: str) -> str:
        """The 4-digit code last sent to an address."""
        body = self.wait_for(recipient, "code").get_body(("plain",))
        found = CODE.search(body.get_content() if body else "")
        assert found, "the mail holds no code"
        return found.group(1)


class Server:
    """The application as production serves it, in a process of its own."""

    def __init__(self, database_url: str, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.environment = os.environ | frontend.QUIET | PREBUILT | {
            "DATABASE_URL": rights.by(rights.SERVICE, database_url),
            "VAR_DIR": str(folder),
            "PORT": str(self.port),
            "APP_ENV": "dev",
            "ESPACE_FACTURES_COMPILING": "",
        } | environment  # fmt: skip
        self.log = folder / "server.log"
        self.process: Forked | Cold | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    def start(self, *, is_cold: bool = False) -> float:
        """Start and wait until it answers; returns the seconds it took, libraries loaded beforehand unless cold."""
        began = time.monotonic()
        words = ["--interface", "asgi", "--factory", "--workers", "1", "--loop", "uvloop", "--ws"]
        words += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
        words += ["espace_factures.espace_factures:app"]
        start = cold if is_cold else forked
        self.process = start(words, frontend.with_tools(self.environment), self.log)
        while time.monotonic() - began < START_SECONDS:
            if self.process.exitcode is not None:
                break
            with contextlib.suppress(httpx.HTTPError):
                httpx.get(f"{self.url}/ping", timeout=1)
                return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-4000:]}")

    def kill(self) -> None:
        """kill -9 of the server and its workers."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is None:
            return
        for signalled in (number, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid or 0, signalled)
            self.process.join(STOP_SECONDS)
            if self.process.exitcode is not None:
                break
        self.process = None


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, for as long as the block lasts."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
