"""A closed tab leaves little in memory, and not for long."""

from dataclasses import dataclass, field
from typing import Any

import pytest
import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

from espace_factures.web import closed_tabs
from espace_factures.web.closed_tabs import KEPT_SECONDS, ClosedTabs
from espace_factures.web.guard import SessionBinding
from tests.loops import finished
from tests.web.test_live import KeptFrames


@dataclass(slots=True)
class Site:
    """What of the application keeps tabs."""

    state_manager: StateManagerMemory = field(default_factory=StateManagerMemory)
    event_namespace: KeptFrames = field(default_factory=KeptFrames)

    async def shows(self, tab: str, sid: str = "", *, is_open: bool = False) -> None:
        """A tab has shown a page, to somebody or to a visitor."""
        root: Any = await self.state_manager.get_state(BaseStateToken(ident=tab, cls=rx.State))
        (await root.get_state(SessionBinding))._sid = sid
        if is_open:
            await self.event_namespace._token_manager.link_token_to_sid(tab, f"socket of {tab}")

    def swept(self, *moments: float) -> set[str]:
        """What is left when the sweep has come at these moments."""
        tabs = ClosedTabs()
        for moment in moments:
            tabs.sweep(self, moment)  # type: ignore[arg-type]
        return set(self.state_manager.states)


def test_a_visitor_is_forgotten_less_than_a_minute_after_closing_a_tab() -> None:
    async def story() -> None:
        site = Site()
        await site.shows("ouvert", is_open=True)
        await site.shows("visiteur")
        await site.shows("personne", sid="12")
        assert site.swept(0, KEPT_SECONDS) == {"ouvert", "visiteur", "personne"}
        assert site.swept(0, KEPT_SECONDS + 1) == {"ouvert", "personne"}
        assert KEPT_SECONDS + 2 * closed_tabs.EVERY_SECONDS <= 60

    finished(story())


def test_a_tab_that_comes_back_begins_anew() -> None:
    async def story() -> None:
        site, tabs = Site(), ClosedTabs()
        await site.shows("visiteur")
        tabs.sweep(site, 0)  # type: ignore[arg-type]
        await site.event_namespace._token_manager.link_token_to_sid("visiteur", "une autre")
        tabs.sweep(site, KEPT_SECONDS)  # type: ignore[arg-type]
        await site.event_namespace._token_manager.disconnect_token("visiteur", "une autre")
        tabs.sweep(site, KEPT_SECONDS + 5)  # type: ignore[arg-type]
        tabs.sweep(site, KEPT_SECONDS * 2)  # type: ignore[arg-type]
        assert set(site.state_manager.states) == {"visiteur"}

    finished(story())


def test_the_oldest_closed_tabs_go_first_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed_tabs, "MOST_OF_VISITORS", 2)
    monkeypatch.setattr(closed_tabs, "MOST_OF_PEOPLE", 1)

    async def story() -> None:
        site, tabs = Site(), ClosedTabs()
        for moment, (tab, sid) in enumerate([("a", ""), ("b", ""), ("c", ""), ("d", "7"), ("e", "8")]):
            await site.shows(tab, sid)
            tabs.sweep(site, moment)  # type: ignore[arg-type]
        assert set(site.state_manager.states) == {"b", "c", "e"}

    finished(story())


def test_a_tab_that_answers_an_event_is_left_alone() -> None:
    async def story() -> None:
        site, token = Site(), BaseStateToken(ident="occupé", cls=rx.State)
        async with site.state_manager.modify_state(token):
            assert site.swept(0, KEPT_SECONDS + 1) == {"occupé"}

    finished(story())


def test_a_closing_is_told_again_until_no_gesture_of_the_tab_can_still_be_under_way() -> None:
    async def story() -> None:
        site, tabs = Site(), ClosedTabs()
        await site.shows("ouvert", is_open=True)
        await site.shows("fermé")
        told = [tabs.sweep(site, moment) for moment in (0, 5, 30, 31)]  # type: ignore[arg-type]
        assert told == [["fermé"], ["fermé"], ["fermé"], []]

    finished(story())
