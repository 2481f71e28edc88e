"""Open pages learn at once that somebody else acted: PostgreSQL notifies, the tab asks for its data again."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any, TypeVar

import psycopg
import reflex as rx
import structlog
from reflex.state import StateUpdate
from reflex_base.event import Event

from espace_factures.app import topics
from espace_factures.app.topics import Topic
from espace_factures.core.errors import DomainError
from espace_factures.web import rehearsal
from espace_factures.web.handed import Answer, Handed, Visit
from espace_factures.web.rehearsal import Asked, Rehearsal
from espace_factures.web.watchers import Watch, Watchers

RECONNECT_SECONDS = 1.0
SWEEP_SECONDS = 60.0
T = TypeVar("T")
log = structlog.get_logger()

watchers = Watchers()
handed = Handed()


async def follow(
    state: rx.State,
    handler: Any,
    read: Callable[[], Awaitable[T]],
    *known: Topic,
    shown: Callable[[T], Iterable[Topic]] | None = None,
) -> T:
    """Read, and replay `handler` in this tab whenever a topic, known or of what is shown, is notified.

    Nothing is followed before the read has let the person in. What is notified between the read and the watch
    is not lost: a page whose new topics moved meanwhile is read once more. A refused read follows nothing.
    What was read for the HTML of this page is not read again.
    """
    tab, page = state.router.session.client_token, state.router.url.path
    watch = Watch(tab, Event.from_event_type(handler)[0].name)
    visit = rehearsal.visit(state, watch.event)
    if (before := rehearsal.current.get()) is not None:
        return await _rehearsed(before, visit, read, known, shown)
    answer = _handed(visit)
    watchers.turn_to(tab, page)
    while True:
        since = answer.since if answer else watchers.moment
        try:
            found = answer.found if answer else await read()
        except DomainError:
            watchers.leave(watch)
            raise
        answer, new = None, watchers.follow(watch, page, [*known, *(shown(found) if shown else ())])
        if not watchers.has_moved(new, since):
            return found


def _handed(visit: Visit | None) -> Answer | None:
    """What was read for the HTML of this page, unless something of it moved since."""
    answer = handed.take(visit) if visit else None
    return None if answer and watchers.has_moved(answer.topics, answer.since) else answer


async def _rehearsed(
    before: Rehearsal,
    visit: Visit | None,
    read: Callable[[], Awaitable[T]],
    known: Iterable[Topic],
    shown: Callable[[T], Iterable[Topic]] | None,
) -> T:
    """Read for the HTML: there is no tab to wake yet."""
    since = watchers.moment
    found = await read()
    if visit is not None:
        before.asked.append(Asked(visit, found, frozenset([*known, *(shown(found) if shown else ())]), since))
    return found


def hand_over(asked: Iterable[Asked]) -> None:
    """Keep for the page what was read for its HTML."""
    for one in asked:
        handed.keep(one.visit, one.found, one.topics, one.since)


def forget(tab: str) -> None:
    """Follow nothing more for a tab: it leaves, or another session took it over."""
    watchers.forget(tab)


@contextlib.asynccontextmanager
async def listening(app: rx.App, conninfo: str) -> AsyncIterator[None]:
    """Hear the notifications of the database for as long as the block lasts."""
    tasks = [asyncio.create_task(_listen(app, conninfo)), asyncio.create_task(_sweep(app))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(app: rx.App, conninfo: str) -> None:
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
                await connection.execute("LISTEN live")
                handed.hears = True
                while True:
                    # What comes in one packet, which is at least all that one transaction notified.
                    burst = [notice.payload async for notice in connection.notifies(stop_after=1)]
                    await _wake(app, burst)
        except psycopg.Error as error:
            handed.turn_deaf()
            log.warning("live.lost_database", error=type(error).__name__)
            await asyncio.sleep(RECONNECT_SECONDS)


async def _wake(app: rx.App, burst: Iterable[str]) -> None:
    """Send each tab its events to replay, in one message; they pass the guard like any other."""
    woken: defaultdict[str, set[str]] = defaultdict(set)
    for payload in burst:
        for watch in watchers.hear(topics.heard(payload)):
            woken[watch.tab].add(watch.event)
    for tab, events in woken.items():
        if app.event_namespace is not None and is_open(app, tab):
            update = StateUpdate(events=[Event(name=name, payload={}) for name in sorted(events)])
            await app.event_namespace.emit_update(update, tab)
        else:
            watchers.forget(tab)


async def _sweep(app: rx.App) -> None:
    """Forget the tabs that closed and that nothing woke since."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        forget_closed(app)


def forget_closed(app: rx.App) -> None:
    """Follow nothing more for the tabs whose socket is gone."""
    for tab in watchers.tabs():
        if not is_open(app, tab):
            watchers.forget(tab)


def is_open(app: rx.App, tab: str) -> bool:
    """Whether the tab's socket is here; the public `token_to_sid` copies the whole table at each question."""
    namespace = app.event_namespace
    return namespace is not None and tab in namespace._token_manager.token_to_socket
