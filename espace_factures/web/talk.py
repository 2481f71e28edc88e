"""One page's talk by polling: whose it is, what it may say, and how the framework is told that it is over."""

import asyncio
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.datastructures import Headers

from espace_factures.web import session
from espace_factures.web.frames import TokenBucket, is_fit
from espace_factures.web.socket_door import ASGIApp, Message, Receive, Scope

PATH: Final = "/_event"
SEPARATOR: Final = "\x1e"
CLOSE: Final = "1"
SAID: Final = (CLOSE, "3", "4")
"""A page hangs up, answers a ping, or says an event. Of other packets, the body of a form among them, what they hold
would escape the measure, or the framework would wait for ever."""


@dataclass(slots=True)
class Talk:
    """Whose session began it, its place among all, its measure, its request that waits for an answer, and its end
    when no other comes."""

    token: str
    place: ExitStack
    bucket: TokenBucket = field(default_factory=TokenBucket)
    waiting: asyncio.Task[None] | None = None
    end: asyncio.Task[None] | None = None

    def is_of(self, scope: Scope) -> bool:
        """Whether this request comes from the session that began it: its number alone is worth nothing."""
        return session.token_in(Headers(scope=scope).get("cookie")) == self.token

    def takes(self, packets: list[str]) -> bool:
        """Whether a page of ours could say all this, now."""
        return bool(packets) and all(self.bucket.takes_one() and _is_packet(packet) for packet in packets)


def packets_of(body: bytes) -> list[str]:
    """What was said; nothing when it is no text."""
    try:
        return body.decode().split(SEPARATOR)
    except UnicodeDecodeError:
        return []


async def hang_up(app: ASGIApp, sid: str) -> None:
    """What a page sends when it leaves, said in its place: the framework keeps nothing of it then."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": f"{PATH}/",
        "raw_path": f"{PATH}/".encode(),
        "root_path": "",
        "query_string": f"EIO=4&transport=polling&sid={sid}".encode(),
        "headers": [(b"content-length", b"1")],
    }
    with suppress(KeyError):  # it had closed by itself
        await app(scope, once(CLOSE.encode()), _unheard)


def once(body: bytes) -> Receive:
    """A body already read."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _is_packet(packet: str) -> bool:
    return packet.startswith(SAID) and is_fit({"text": packet})


async def _unheard(_message: Any) -> None:
    """Nobody waits for the answer."""
