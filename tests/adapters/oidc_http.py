"""HTTP as the provider of the tests speaks it."""

import contextlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

PIECE: Final = 64
PAGE: Final = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1>{body}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `pause` is in seconds, after each piece of the body; `coding` names its compression."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    location: str = ""
    pause: float = 0.0
    coding: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request, as far as a provider reads it."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    authorization: str


def in_json(content: object, status: int = 200) -> Answer:
    """An answer of JSON."""
    return Answer(status, json.dumps(content).encode())


def in_html(title: str, body: str, status: int = 200) -> Answer:
    """A page of the provider; `body` is HTML."""
    return Answer(status, PAGE.format(title=title, body=body).encode(), "text/html; charset=utf-8")


def handler_of(answer: Callable[[Request], Answer]) -> type[BaseHTTPRequestHandler]:
    """What answers each HTTP request so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer."""
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            parts = urlsplit(self.path)
            query, form = dict(parse_qsl(parts.query)), dict(parse_qsl(body))
            said = self.headers.get("Authorization", "")
            found = answer(Request(self.command, parts.path, query, form, said))
            with contextlib.suppress(OSError):
                self._write(found)

        do_POST = do_GET

        def _write(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in (("Location", answer.location), ("Content-Encoding", answer.coding)):
                if value:
                    self.send_header(name, value)
            self.end_headers()
            step = PIECE if answer.pause else len(answer.body) or 1
            for start in range(0, len(answer.body), step):
                self.wfile.write(answer.body[start : start + step])
                time.sleep(answer.pause)

        def log_message(self, *args: Any) -> None:
            """Stay silent."""

    return Handler
