"""Each request and each event is timed, and has a number, the proxy's where it gives one, on every line of the log."""

from collections.abc import Awaitable, Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import structlog
from starlette.datastructures import Headers, MutableHeaders

from espace_factures import logs, measures, routes
from espace_factures.web import polling_door
from espace_factures.web.socket_door import ASGIApp, Message, Receive, Scope, Send

NUMBER: Final = "x-request-id"
LONGEST_NAME: Final = 80
OTHER: Final = "other"
"""What is asked for and is neither a page nor a native route: the parts of pages, and what exists nowhere."""
QUIET: Final = frozenset({OTHER, routes.LIVE, routes.READY, routes.METRICS})
"""Asked for all day by pages and by machines: counted, not written down."""
log = structlog.get_logger()


@dataclass(slots=True)
class Asked:
    """One request: which address answers it, as the table of routes writes it, and how."""

    route: str
    status: int = 0


present: ContextVar[Asked | None] = ContextVar("asked", default=None)


def answered_by(route: str) -> None:
    """Say which route answers the present request: its address may hold a secret, its name never does."""
    if (asked := present.get()) is not None:
        asked.route = route


@dataclass(frozen=True, slots=True)
class Seen:
    """Stands around everything else."""

    app: ASGIApp
    pages: Collection[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Number it, time it, write it down."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        number = logs.request_number(Headers(scope=scope).get(NUMBER, ""))
        others = [(name, value) for name, value in scope["headers"] if name != NUMBER.encode()]
        scope["headers"] = [*others, (NUMBER.encode(), number.encode())]
        with logs.of_request(number):
            if scope["type"] == "http" and not polling_door.is_asked(scope["path"]):
                await self._request(scope, receive, send, number)
            else:
                await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send, number: str) -> None:
        path, begun = str(scope["path"]).rstrip("/") or "/", perf_counter()
        asked = Asked(path if path in self.pages else OTHER)
        present.set(asked)

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start":
                asked.status = message["status"]
                MutableHeaders(scope=message)[NUMBER] = number
            await send(message)

        try:
            await self.app(scope, receive, numbered)
        finally:
            _told(asked, scope["method"], perf_counter() - begun)


def _told(asked: Asked, method: str, seconds: float) -> None:
    measures.REQUESTS.labels(asked.route, str(asked.status)).observe(seconds)
    if asked.route not in QUIET:
        log.info("request.done", route=asked.route, method=method, status=asked.status, ms=round(seconds * 1000))


def see_events(processor: Any) -> None:
    """From now on each event of a page is timed from its turn to its answer, and numbered after its socket."""
    execute: Callable[..., Awaitable[None]] = processor._execute_event

    async def seen(*, entry: Any, registered_handler: Any) -> None:
        event, begun = _short(entry.event.name), perf_counter()
        with logs.of_request(_number_of(entry.ctx)):
            try:
                await execute(entry=entry, registered_handler=registered_handler)
            finally:
                seconds = perf_counter() - begun
                measures.EVENTS.labels(event).observe(seconds)
                log.info("event.done", handler=event, ms=round(seconds * 1000))

    processor._execute_event = seen


def _number_of(context: Any) -> str:
    """The number of the socket, and what tells this event from the others of it."""
    headers = (context.router_data or {}).get("headers", {})
    return f"{logs.request_number(str(headers.get(NUMBER, '')))}.{str(context.txid)[:8]}"


def _short(name: str) -> str:
    """The handler, without the packages that its state is in."""
    return name.rsplit("____", 1)[-1][:LONGEST_NAME]
