"""Pages are woken by PostgreSQL's own notifications: none is lost, none costs a page that does not follow it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import Any

import pytest
from reflex.app import EventNamespace
from reflex.istate.data import RouterData
from sqlalchemy import text

from espace_factures import postgres, routes
from espace_factures.app import topics
from espace_factures.core.errors import NotFoundError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.answering.state import InvoiceState
from espace_factures.invoices.following.state.tracking import HomeState, TrackingState
from espace_factures.web import live
from espace_factures.web.watchers import Watch, Watchers
from tests.conftest import World
from tests.factories import a_member, an_establishment
from tests.loops import finished

PATIENCE = 5.0
LISTENS = """
SELECT 1 FROM pg_stat_activity
WHERE query = 'LISTEN live' AND state = 'idle' AND datname = current_database() AND backend_start > :since
"""
PLACE, OTHER = topics.establishment(1), topics.establishment(2)


class KeptFrames(EventNamespace):
    """The application's namespace, its sockets left out: what it sends is kept."""

    def __init__(self) -> None:
        super().__init__("/_event", None)  # type: ignore[arg-type]
        self.sent: list[tuple[str, list[str]]] = []

    async def emit(self, event: str, data: Any = None, to: str | None = None, **_options: Any) -> None:
        """Keep who is told to replay what."""
        self.sent.append((str(to), [one.name.rsplit(".", 1)[-1] for one in data.events]))


@dataclass(slots=True)
class Site:
    """A served application: its namespace, and the database that notifies."""

    world: World
    event_namespace: KeptFrames = field(default_factory=KeptFrames)

    async def opens(self, tab: str, state: type, path: str = routes.INVOICES_HOME) -> Any:
        """A tab shows a page: the state of it."""
        await self.event_namespace._token_manager.link_token_to_sid(tab, f"socket of {tab}")
        shown = state(_reflex_internal_init=True)
        shown.router = RouterData.from_router_data({"token": tab, "pathname": path, "asPath": path})
        return shown

    async def closes(self, tab: str) -> None:
        """The tab is gone."""
        await self.event_namespace._token_manager.disconnect_token(tab, f"socket of {tab}")

    async def notifies(self, *named: topics.Topic) -> None:
        """One transaction notifies these topics; the application has heard them all."""
        target = live.watchers.moment + len(named)
        with self.world.engine.begin() as connection:
            for topic in named:
                connection.execute(text("SELECT pg_notify('live', :topic)"), {"topic": topic})
        await until(lambda: live.watchers.moment >= target)


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for it, not for ever."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def listening(world: World) -> AsyncIterator[Site]:
    """The application hears the database of this test."""
    live.watchers = Watchers()
    site, before = Site(world), world.rows("SELECT now()")[0][0]
    conninfo = postgres.libpq_url(world.engine.url.render_as_string(hide_password=False))
    async with live.listening(site, conninfo):  # type: ignore[arg-type]
        await until(lambda: bool(world.rows(LISTENS, since=before)))
        yield site


def on(world: World, play: Callable[[Site], Awaitable[None]]) -> None:
    """Play a scene while the application listens."""

    async def scene() -> None:
        async with listening(world) as site:
            await play(site)

    finished(scene())


async def nothing() -> str:
    """A read that finds the same each time."""
    return "read"


def test_what_is_notified_while_a_page_is_being_read_is_not_lost(world: World) -> None:
    async def scene(site: Site) -> None:
        state = await site.opens("tab", HomeState)
        found: list[str] = []

        async def slow() -> str:
            found.append(f"read {len(found)}")
            if len(found) == 1:
                await site.notifies(PLACE)
            return found[-1]

        assert await live.follow(state, HomeState.load, slow, PLACE) == "read 1"
        assert await live.follow(state, HomeState.load, slow, PLACE) == "read 2", "nothing moved: read once"

    on(world, scene)


def test_what_is_found_during_the_second_read_is_followed_too(world: World) -> None:
    async def scene(site: Site) -> None:
        state = await site.opens("tab", HomeState)
        places = [[PLACE], [PLACE, OTHER], [PLACE, OTHER]]

        async def growing() -> list[topics.Topic]:
            await site.notifies(*places[0])
            return places.pop(0)

        await live.follow(state, HomeState.load, growing, shown=lambda found: found)
        assert not places
        await site.notifies(OTHER)
        await until(lambda: len(site.event_namespace.sent) > 0)

    on(world, scene)


def test_a_page_that_may_not_be_read_follows_nothing(world: World) -> None:
    stranger = a_member(world, an_establishment(world))

    async def scene(site: Site) -> None:
        state = await site.opens("tab", InvoiceState, routes.INVOICE)
        topic = topics.demande("F-2026-000001")
        asked = partial(dossiers.person_dossier, stranger, Kind.INVOICE, "F-2026-000001")
        with pytest.raises(NotFoundError):
            await live.follow(state, InvoiceState.load, asked, topic)
        assert len(live.watchers) == 0

    on(world, scene)


def test_a_page_whose_right_is_withdrawn_is_followed_no_more(world: World) -> None:
    async def refused() -> str:
        raise NotFoundError("Cette facture est introuvable.")

    async def scene(site: Site) -> None:
        state = await site.opens("tab", HomeState)
        await live.follow(state, HomeState.load, nothing, PLACE)
        with pytest.raises(NotFoundError):
            await live.follow(state, HomeState.load, refused, PLACE)
        assert len(live.watchers) == 0

    on(world, scene)


def test_a_burst_reaches_each_tab_once(world: World) -> None:
    async def scene(site: Site) -> None:
        for tab in ("one", "two"):
            state = await site.opens(tab, HomeState)
            await live.follow(state, HomeState.load, nothing, PLACE, OTHER)
            await live.follow(state, TrackingState.load, nothing, OTHER)
        await site.notifies(PLACE, OTHER, topics.queue("facture"), topics.demande("F-2026-000001"))
        await until(lambda: len(site.event_namespace.sent) > 1)
        both = ["load", "load"]
        assert sorted(site.event_namespace.sent) == [("socket of one", both), ("socket of two", both)]

    on(world, scene)


def test_a_page_that_was_left_is_not_woken(world: World) -> None:
    async def scene(site: Site) -> None:
        left = await site.opens("tab", HomeState)
        await live.follow(left, HomeState.load, nothing, PLACE)
        await live.follow(await site.opens("tab", TrackingState, routes.TRACKING), TrackingState.load, nothing, OTHER)
        await site.notifies(PLACE)
        await site.notifies(OTHER)
        await until(lambda: len(site.event_namespace.sent) > 0)
        assert site.event_namespace.sent == [("socket of tab", ["load"])]
        assert len(live.watchers) == 1

    on(world, scene)


def test_nothing_is_kept_of_the_tabs_that_closed(world: World) -> None:
    async def scene(site: Site) -> None:
        for tab in ("woken", "quiet"):
            state = await site.opens(tab, HomeState)
            await live.follow(state, HomeState.load, nothing, topics.demande(tab), PLACE)
            await site.closes(tab)
        await site.notifies(topics.demande("woken"))
        await until(lambda: live.watchers.tabs() == ["quiet"])
        live.forget_closed(site)  # type: ignore[arg-type]
        assert (len(live.watchers), live.watchers.tabs()) == (0, [])
        assert site.event_namespace.sent == []

    on(world, scene)


def test_a_notification_that_nobody_follows_costs_the_same_whatever_is_open() -> None:
    few, many = Watchers(), Watchers()
    for watchers, tabs in ((few, 10), (many, 10_000)):
        for number in range(tabs):
            watchers.follow(Watch(f"tab {number}", "load"), "/", [topics.demande(str(number))])
    assert (len(few), len(many)) == (10, 10_000)
    assert work_of(few, OTHER) == work_of(many, OTHER)
    assert work_of(few, topics.demande("7")) == work_of(many, topics.demande("7"))


def test_a_moment_too_old_to_be_known_counts_as_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("espace_factures.web.watchers.MOST_REMEMBERED", 2)
    watchers = Watchers()
    before = watchers.moment
    for topic in (PLACE, OTHER, topics.queue("rib")):
        watchers.hear(topic)
    assert watchers.has_moved([PLACE], before)
    assert not watchers.has_moved([PLACE], watchers.moment)


def work_of(watchers: Watchers, topic: topics.Topic) -> int:
    """The instructions of Python that hearing a notification takes."""
    count = 0

    def counting(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return counting

    before = sys.gettrace()
    sys.settrace(counting)
    try:
        watchers.hear(topic)
    finally:
        sys.settrace(before)
    return count
