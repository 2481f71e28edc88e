"""What the memory keeps of a tab whose socket is closed: a visitor's for less than a minute, and few of all."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import reflex as rx
import structlog
from reflex.istate.manager.memory import StateManagerMemory

from espace_factures.web import live
from espace_factures.web.guard import SessionBinding

EVERY_SECONDS: Final = 5.0
KEPT_SECONDS: Final = 50.0
"""A page that lost the network finds its state again for so long; later, it reads everything anew."""
TOLD_SECONDS: Final = 30.0
"""A gesture that was under way when its tab closed may end after a sweep: the closing is told again for so long."""
MOST_OF_VISITORS: Final = 300
MOST_OF_PEOPLE: Final = 1_000
log = structlog.get_logger()


@dataclass(slots=True)
class Leaving:
    """Who wants to know which tabs closed a moment ago, and may be told more than once: introduced by wiring."""

    tell: Callable[[Sequence[str]], Awaitable[None]] | None = None


leaving = Leaving()


@dataclass(slots=True)
class ClosedTabs:
    """When each tab without a socket was first seen so, the oldest first."""

    since: dict[str, float] = field(default_factory=dict)

    def sweep(self, app: rx.App, now: float) -> list[str]:
        """Forget what was kept long enough, and the oldest of what is too much; returns the tabs that closed lately."""
        manager = app.state_manager
        if not isinstance(manager, StateManagerMemory):  # Redis forgets by itself
            return []
        closed = [tab for tab in manager.states if not live.is_open(app, tab)]
        self.since = {tab: self.since.get(tab, now) for tab in closed}
        oldest_first = sorted(closed, key=self.since.__getitem__)
        visitors = [tab for tab in oldest_first if _is_visitors(manager.states[tab])]
        known = set(visitors)
        people = [tab for tab in oldest_first if tab not in known]
        ended = [tab for tab in visitors if now - self.since[tab] > KEPT_SECONDS]
        _forget(manager, {*ended, *visitors[:-MOST_OF_VISITORS], *people[:-MOST_OF_PEOPLE]})
        return [tab for tab in closed if now - self.since[tab] <= TOLD_SECONDS]


@contextlib.asynccontextmanager
async def forgetting(app: rx.App) -> AsyncIterator[None]:
    """Sweep for as long as the block lasts."""
    task = asyncio.create_task(_sweep_forever(app))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _sweep_forever(app: rx.App) -> None:
    tabs = ClosedTabs()
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            closed = tabs.sweep(app, time.monotonic())
            if closed and leaving.tell:
                await leaving.tell(closed)
        except Exception as error:
            log.error("tabs.sweep_failed", exc_info=error)


def _is_visitors(state: Any) -> bool:
    """Whether nobody is signed in there; a tab that never said who it is is a visitor's."""
    bound = getattr(state, "substates", {}).get(SessionBinding.get_name())
    return bound is None or not bound._sid


def _forget(manager: StateManagerMemory, tabs: Iterable[str]) -> None:
    """Release the states; one that is answering an event right now waits for the next sweep."""
    for tab in tabs:
        _ends, token = manager._token_expires_at.get(tab, (0.0, None))
        lock = manager._states_locks.get(token.lock_key) if token else None
        if token is not None and (lock is None or not lock.locked()):
            manager._purge_token(token)
            live.forget(tab)
