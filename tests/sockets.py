"""A tab without a browser: the application's socket spoken by hand, every frame kept."""

import json
import time
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from reflex_base.event import Event
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from espace_factures import routes
from espace_factures.web.session import COOKIE
from tests.factories import PASSWORD

SELF = "its own"
HYDRATE = "reflex___state____state.hydrate"
EVENT = '42/_event,["event",'
QUIET_SECONDS = 0.1
HANG_SECONDS = 15.0


class Tab:
    """A page's socket: `says` sends an event, `frames` holds every message received, as it came."""

    def __init__(
        self, url: str, cookie: str = "", token: str = "", origin: str | None = SELF, forwarded: str = ""
    ) -> None:
        self.token = token or str(uuid.uuid4())
        self.address = "/"
        self.frames: list[str] = []
        said = url if origin == SELF else origin
        headers = {"Cookie": cookie, "X-Forwarded-For": forwarded}
        self._leaving = ExitStack()
        self._socket = self._leaving.enter_context(
            connect(
                f"ws://{urlsplit(url).netloc}/_event/?EIO=4&transport=websocket&token={self.token}",
                origin=Origin(said) if said else None,
                additional_headers={name: value for name, value in headers.items() if value},
                open_timeout=HANG_SECONDS,
                max_size=None,
            )
        )
        self._hear(HANG_SECONDS)
        self._socket.send("40/_event,")
        self.hears("40/_event,")

    def goes_to(self, address: str) -> None:
        """Say that the page is at this address; the application hydrates it."""
        self.address = address
        self.says(HYDRATE)
        self.hears("is_hydrated")

    def says(self, event: str, payload: Mapping[str, Any] | None = None) -> None:
        """Send an event, as the browser would or as it never would."""
        parts = urlsplit(self.address)
        router = {"pathname": parts.path, "asPath": self.address, "query": dict(parse_qsl(parts.query))}
        body = {"name": event, "payload": dict(payload or {}), "router_data": router, "token": self.token}
        self.sends(f"{EVENT}{json.dumps(body, ensure_ascii=False)}]")

    def sends(self, frame: str) -> None:
        """Send a frame as it stands."""
        self._socket.send(frame)

    def reads_everything(self) -> str:
        """Ask for every var of every state; returns all that came meanwhile, events before it done."""
        before, address, mark = len(self.frames), self.address, uuid.uuid4().hex
        self.address = f"{address}{'&' if '?' in address else '?'}fin={mark}"
        self.says(HYDRATE)
        self.hears(mark)
        self.address = address
        return "\n".join(self.frames[before:])

    def hears(self, words: str, seconds: float = HANG_SECONDS) -> str:
        """Wait for a frame that holds the words; frames heard before do not count."""
        limit = time.monotonic() + seconds
        while (left := limit - time.monotonic()) > 0:
            frame = self._hear(left)
            if frame is not None and words in frame:
                return frame
        raise AssertionError(f"« {words} » never came; the last frames: {[one[:300] for one in self.frames[-3:]]}")

    def rests(self, seconds: float = QUIET_SECONDS) -> None:
        """Hear until nothing more comes for a moment."""
        while self._hear(seconds) is not None:
            pass

    def is_closed_within(self, seconds: float = HANG_SECONDS) -> bool:
        """Whether the server hangs up."""
        limit = time.monotonic() + seconds
        try:
            while (left := limit - time.monotonic()) > 0:
                self._listen(left)
        except ConnectionClosed:
            return True
        return False

    def closes(self) -> None:
        """Leave."""
        self._leaving.close()

    def _hear(self, seconds: float) -> str | None:
        limit = time.monotonic() + seconds
        while (left := limit - time.monotonic()) > 0:
            frame = self._listen(left)
            if frame is not None:
                return frame
        return None

    def _listen(self, seconds: float) -> str | None:
        try:
            frame = str(self._socket.recv(timeout=seconds))
        except TimeoutError:
            return None
        if frame == "2":
            self._socket.send("3")
            return None
        self.frames.append(frame)
        return frame


def event_name(handler: Any) -> str:
    """The name under which a handler is called."""
    return Event.from_event_type(handler)[0].name


def sign_in(url: str, email: str) -> httpx.Client:
    """A browser without a screen, signed in; its cookie is sent by hand, for it is Secure."""
    client = httpx.Client(base_url=url, headers={"Origin": url}, timeout=60)
    answer = client.post(routes.POST_SIGN_IN, data={"email": email, "password": PASSWORD})
    cookie = answer.cookies.get(COOKIE)
    assert cookie, f"{email} was not let in: {answer.status_code} {answer.headers.get('location')}"
    client.cookies.clear()
    client.headers["Cookie"] = f"{COOKIE}={cookie}"
    return client


def cookie_of(client: httpx.Client) -> str:
    """The Cookie header of a signed-in client."""
    return client.headers["Cookie"]
