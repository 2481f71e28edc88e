"""Open pages learn at once that somebody else acted: PostgreSQL notifies, the tab asks for its data again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import reflex as rx
import structlog
from reflex.state import StateUpdate
from reflex_base.event import Event

from espace_factures.app.topics import Topic

RECONNECT_SECONDS = 1.0
log = structlog.get_logger()

_watchers: dict[str, dict[str, tuple[str, frozenset[Topic]]]] = {}
"""tab → name of the event to replay → the page that asked, the topics it watches."""


def watch(state: rx.State, handler: Any, *topics: Topic) -> None:
    """Replay `handler` in this tab whenever one of `topics` is notified; forgets what other pages watched before."""
    token, page = state.router.session.client_token, state.router.url.path
    name = Event.from_event_type(handler)[0].name
    here = {known: watched for known, watched in _watchers.get(token, {}).items() if watched[0] == page}
    _watchers[token] = here | {name: (page, frozenset(topics))}


def forget(token: str) -> None:
    """Stop watching for a tab: another session took it over."""
    _watchers.pop(token, None)


@contextlib.asynccontextmanager
async def listening(app: rx.App, conninfo: str) -> AsyncIterator[None]:
    """Follow the notifications of the database for as long as the block lasts."""
    follower = asyncio.create_task(_follow(app, conninfo))
    try:
        yield
    finally:
        follower.cancel()
        await asyncio.gather(follower, return_exceptions=True)


async def _follow(app: rx.App, conninfo: str) -> None:
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
                await connection.execute("LISTEN live")
                async for notification in connection.notifies():
                    await _wake(app, notification.payload)
        except psycopg.Error as error:
            log.warning("live.lost_database", error=type(error).__name__)
            await asyncio.sleep(RECONNECT_SECONDS)


async def _wake(app: rx.App, topic: str) -> None:
    """Send each watching tab the event to replay; it comes back through the guard like any other."""
    namespace = app.event_namespace
    if namespace is None:
        return
    for token, handlers in list(_watchers.items()):
        if token not in namespace.token_to_sid:
            _watchers.pop(token, None)
            continue
        events = [Event(name=name, payload={}) for name, (_, topics) in handlers.items() if topic in topics]
        if events:
            await namespace.emit_update(StateUpdate(events=events), token)
