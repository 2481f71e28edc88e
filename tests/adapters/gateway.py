"""A real SMS gateway on the loopback: it keeps what it takes, once by key, and misbehaves when a test says so."""

import contextlib
import json
import re
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

from tests.servers import free_port

TOKEN: Final = "un-jeton"
PATH: Final = "/messages"
CODE: Final = re.compile(r"votre code est (\d{4})")


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came; the names of `headers` are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(slots=True)
class SmsGateway:
    """The gateway: `start()` it, give its `url` to SMS_URL, `stop()` it; the first fields are switches."""

    status: int = 202
    body: bytes = b'{"status": "queued"}'
    location: str = ""
    # Seconds before the answer, and after each byte of its body.
    delay: float = 0.0
    pause: float = 0.0
    # Takes the message, then closes the connection without a word.
    is_hanging_up: bool = False
    port: int = field(default_factory=free_port)
    # What it remembers, oldest first: every request, and the (to, text) of the messages it took.
    requests: list[Received] = field(default_factory=list)
    messages: list[tuple[str, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """SMS_URL of this gateway."""
        return f"http://:{TOKEN}@127.0.0.1:{self.port}{PATH}"

    def start(self) -> "SmsGateway":
        """Listen, on the same port as before when it had stopped."""
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def stop(self) -> None:
        """Fall silent: nobody answers."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def to(self, mobile: str) -> list[str]:
        """The texts sent to a mobile, however its number is written: 75 12 34, +687751234."""
        digits = re.sub(r"\D", "", mobile)
        return [text for to, text in list(self.messages) if to.endswith(digits)]

    def wait_for(self, mobile: str, words: str, seconds: float = 15) -> str:
        """The newest text to a mobile that holds the words."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if found := [text for text in self.to(mobile) if words in text]:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no text « {words} » to {mobile}; got {self.messages}")

    def code_for(self, mobile: str, seconds: float = 15) -> str:
        """The 4-digit code last sent to a mobile; waits for the first."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            found = [code for text in self.to(mobile) for code in CODE.findall(text)]
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no code to {mobile}; got {self.messages}")

    def receive(self, request: Received) -> int:
        """Take the message unless it came already; returns the status of the answer."""
        self.requests.append(request)
        is_message = (request.method, request.path) == ("POST", PATH)
        if is_message and request.headers.get("authorization") != f"Bearer {TOKEN}":
            return 401
        key = request.headers.get("idempotency-key", "")
        if is_message and 200 <= self.status < 300 and key not in self.keys:
            self.keys.add(key)
            self.messages.append((request.body["to"], request.body["text"]))
        return self.status


def _handler(gateway: SmsGateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer."""
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = gateway.receive(Received(self.command, self.path, headers, json.loads(content or b"{}")))
            time.sleep(gateway.delay)
            if not gateway.is_hanging_up:
                with contextlib.suppress(OSError):
                    self._write(status)

        do_POST = do_GET

        def _write(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(gateway.body)))
            if gateway.location:
                self.send_header("Location", gateway.location)
            self.end_headers()
            step = 1 if gateway.pause else len(gateway.body) or 1
            for start in range(0, len(gateway.body), step):
                self.wfile.write(gateway.body[start : start + step])
                time.sleep(gateway.pause)

        def log_message(self, *args: Any) -> None:
            """Stay silent."""

    return Handler
