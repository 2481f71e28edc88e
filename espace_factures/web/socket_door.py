"""The door of the socket: who may open one more, what it may say, and what it may leave in memory."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers

from espace_factures.core.access import Actor
from espace_factures.web import session
from espace_factures.web.frames import LONGEST_ADDRESS, TokenBucket, is_fit
from espace_factures.web.sockets import Sockets, holder_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY_VIOLATION: Final = 1008
LONGEST_HEADERS: Final = 16 * 1024
"""A state keeps those of its socket."""
BEAT: Final = "2"
ANSWER: Final = "3"
"""A page asks whether the line lives (shell/beat.js): engine.io's own ping and pong, which the framework only says."""


@dataclass(frozen=True, slots=True)
class SocketDoor:
    """Stands before the framework's socket."""

    app: ASGIApp
    sockets: Sockets = field(default_factory=Sockets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a bounded socket in, and hang up at the first message that no page of ours sends."""
        actor = await actor_of(scope)
        holder = holder_of(actor, scope["client"][0])
        if not (is_short(scope) and _is_new(scope)) or not self.sockets.has_room(holder):
            await refuse(receive, send)
            return
        with self.sockets.opened(holder):
            await self.app(scope, _measured(receive, send), send)

    async def is_full(self, scope: Scope) -> bool:
        """Whether the page that is asked for would find no socket; who asks is looked up only then."""
        address = scope["client"][0]
        if self.sockets.has_room(holder_of(None, address)):
            return False
        actor = await actor_of(scope)
        return actor is None or not self.sockets.has_room(holder_of(actor, address))


def _measured(receive: Receive, send: Send) -> Receive:
    """What the framework hears of a page: what a page of ours may say, and no beat."""
    bucket = TokenBucket()

    async def heard() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if not (bucket.takes_one() and is_fit(message)):
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            if message["text"] != BEAT:
                return message
            await send({"type": "websocket.send", "text": ANSWER})

    return heard


async def actor_of(scope: Scope) -> Actor | None:
    """Who asks; nobody while it cannot be known."""
    try:
        return await session.actor_from(Headers(scope=scope).get("cookie"), is_gesture=False)
    except Exception:
        return None


async def refuse(receive: Receive, send: Send) -> None:
    """Close before the socket is open: the browser hears a 403."""
    await receive()
    await send({"type": "websocket.close", "code": POLICY_VIOLATION})


def is_short(scope: Scope) -> bool:
    """Whether its headers and its address are such as a browser sends."""
    size = sum(len(name) + len(value) for name, value in scope["headers"])
    return size <= LONGEST_HEADERS and len(scope.get("query_string", b"")) <= LONGEST_ADDRESS


def _is_new(scope: Scope) -> bool:
    """Whether it begins with itself: the framework would let it take a talk over, or begin one unmeasured."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return asked.get("transport") == ["websocket"] and "sid" not in asked
