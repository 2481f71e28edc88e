"""Each gesture of a page is told once all that it brought is done: the button that was pressed waits for it."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

NUMBER: Final = "geste"
"""What an event of a page bears when a press asked for it (shell/gestures.js)."""
DONE: Final = "fait"
"""What the page hears, with that number."""


@dataclass(slots=True)
class Gestures:
    """Stands between the socket and the framework's queue, which tells nobody when an event is done."""

    namespace: Any
    processor: Any
    _asked: dict[int, tuple[str, int]] = field(default_factory=dict)
    _told: set[asyncio.Task[None]] = field(default_factory=set)

    def stand(self) -> None:
        """From now on, each is told."""
        hear, take = self.namespace.on_event, self.processor.enqueue

        async def on_event(sid: str, data: Any) -> None:
            await self._heard(hear, sid, data)

        async def enqueue(token: str, event: Any, ev_ctx: Any = None) -> Any:
            future = await take(token, event, ev_ctx)
            if asked := self._asked.pop(id(event.router_data), None):
                self._follow(future, *asked)
            return future

        self.namespace.on_event, self.processor.enqueue = on_event, enqueue

    async def _heard(self, hear: Any, sid: str, data: Any) -> None:
        number = _number_of(data)
        if number is None:
            await hear(sid, data)
            return
        # The framework makes an event of what was said, and keeps its place in it as it came.
        key = id(data["router_data"])
        self._asked[key] = (sid, number)
        try:
            await hear(sid, data)
        finally:
            if self._asked.pop(key, None):
                await self._say(sid, number)

    def _follow(self, future: Any, sid: str, number: int) -> None:
        task = asyncio.create_task(self._tell(future, sid, number))
        self._told.add(task)
        task.add_done_callback(self._told.discard)

    async def _tell(self, future: Any, sid: str, number: int) -> None:
        with suppress(Exception, asyncio.CancelledError):
            await future.wait_all()
        await self._say(sid, number)

    async def _say(self, sid: str, number: int) -> None:
        await self.namespace.emit(DONE, number, to=sid)


def _number_of(said: Any) -> int | None:
    if not isinstance(said, Mapping) or not isinstance(said.get("router_data"), dict):
        return None
    number = said.get(NUMBER)
    return number if isinstance(number, int) else None
