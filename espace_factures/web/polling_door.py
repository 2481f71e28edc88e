"""The door of polling, where a network lets no websocket through: as narrow as the socket's, one talk for each page."""

import asyncio
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from espace_factures.web import session, talk
from espace_factures.web.socket_door import ASGIApp, Message, Receive, Scope, Send, actor_of, is_short
from espace_factures.web.sockets import Sockets, holder_of
from espace_factures.web.talk import Talk

SILENCE_SECONDS: Final = 30.0
"""A page that lives asks again as soon as it is answered."""
OPENED: Final = re.compile(rb'^0\{.*?"sid":"([\w-]{1,64})"')


def is_asked(path: str) -> bool:
    """Whether this address is the framework's."""
    return path == talk.PATH or path.startswith(f"{talk.PATH}/")


@dataclass(frozen=True, slots=True)
class PollingDoor:
    """Stands before the framework's polling; its places are those of the sockets."""

    app: ASGIApp
    sockets: Sockets
    talks: dict[str, Talk] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open a talk that has room, go on with one of the same session, and refuse all the rest."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        sid = asked.get("sid", [""])[0]
        is_ours = is_short(scope) and asked.get("transport") == ["polling"] and "j" not in asked
        if not is_ours or scope["method"] not in {"GET", "POST"}:
            await _refuse(scope, receive, send)
        elif not sid:
            await self._open(scope, receive, send)
        elif (known := self.talks.get(sid)) is None or not known.is_of(scope):
            await _refuse(scope, receive, send)
        elif scope["method"] == "POST":
            await self._hear(sid, known, scope, receive, send)
        else:
            await self._answer(sid, known, scope, receive, send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        holder = holder_of(await actor_of(scope), scope["client"][0])
        if scope["method"] != "GET" or not self.sockets.has_room(holder):
            await _refuse(scope, receive, send)
            return
        with ExitStack() as place:
            place.enter_context(self.sockets.opened(holder))
            opened = bytearray()

            async def noted(message: Message) -> None:
                opened.extend(message.get("body", b""))
                await send(_private(message))

            await self.app(scope, receive, noted)
            if named := OPENED.match(opened):
                sid = named[1].decode()
                self.talks[sid] = Talk(session.token_in(Headers(scope=scope).get("cookie")), place.pop_all())
                self._listen(sid)

    async def _hear(self, sid: str, known: Talk, scope: Scope, receive: Receive, send: Send) -> None:
        """What the page says; at the first message that no page of ours sends, the talk is over."""
        body = await _body(receive)
        packets = talk.packets_of(body)
        if is_fair := known.takes(packets):
            await self.app(scope, talk.once(body), _privately(send))
        else:
            await _refuse(scope, receive, send)
        if not is_fair or talk.CLOSE in packets:
            await self._end(sid)

    async def _answer(self, sid: str, known: Talk, scope: Scope, receive: Receive, send: Send) -> None:
        if known.waiting or not known.bucket.takes_one():
            await _refuse(scope, receive, send)
            return
        if known.end:
            known.end.cancel()
        known.waiting = asyncio.ensure_future(self.app(scope, receive, _privately(send)))
        try:
            await known.waiting
        finally:
            known.waiting = None
            if sid in self.talks:
                self._listen(sid)

    def _listen(self, sid: str) -> None:
        self.talks[sid].end = asyncio.create_task(self._end_unless_asked(sid))

    async def _end_unless_asked(self, sid: str) -> None:
        """A page that has left says nothing."""
        await asyncio.sleep(SILENCE_SECONDS)
        await self._end(sid)

    async def _end(self, sid: str) -> None:
        """Its place is free once nothing waits and the framework keeps nothing of it."""
        if over := self.talks.pop(sid, None):
            with over.place:
                await talk.hang_up(self.app, sid)
            for task in (over.waiting, over.end):
                if task and task is not asyncio.current_task():
                    task.cancel()


async def _body(receive: Receive) -> bytes:
    """All of it: the shield has bounded it."""
    parts, message = bytearray(), {"more_body": True}
    while message.get("more_body"):
        message = await receive()
        parts.extend(message.get("body", b""))
    return bytes(parts)


def _privately(send: Send) -> Send:
    async def sent(message: Message) -> None:
        await send(_private(message))

    return sent


def _private(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    return {**message, "headers": [*message.get("headers", ()), (b"cache-control", b"private, no-store")]}


async def _refuse(scope: Any, receive: Receive, send: Send) -> None:
    """The page opens another talk, later."""
    await PlainTextResponse("", status_code=400, headers={"Cache-Control": "no-store"})(scope, receive, send)
