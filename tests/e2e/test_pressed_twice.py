"""A button says what it does while the server does it, has one effect when it is pressed twice, and is free again."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from espace_factures import routes
from espace_factures.core.access import Role
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, SHOWN_SECONDS, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.ribs.conftest import Counter

Come = Callable[..., Person]
EVENTS = re.compile("/_event/")
SENDS = "Envoyer le message"
SENDING = "Envoi…"


class SlowLine:
    """What a press says waits here until it is let go."""

    def __init__(self, page: Page) -> None:
        self.held: list[str] = []
        self.is_slow = False
        self._page = page
        self._sides: list[tuple[WebSocketRoute, WebSocketRoute]] = []
        page.route_web_socket(EVENTS, self._meet)

    def lets_go(self) -> None:
        """The server hears."""
        self.is_slow = False
        for said in self.held:
            self._sides[-1][1].send(said)

    def is_cut(self) -> None:
        """Once something waits here, both sides lose the line, and what it held."""
        limit = time.monotonic() + SHOWN_SECONDS
        while not self.held:
            assert time.monotonic() < limit, "nothing was said"
            self._page.wait_for_timeout(10)
        for side in self._sides[-1]:
            side.close()
        self.is_slow = False

    def _meet(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        self._sides.append((page, server))
        page.on_message(lambda said: self._hear(server, str(said)))

    def _hear(self, server: WebSocketRoute, said: str) -> None:
        if self.is_slow and '"geste"' in said:
            self.held.append(said)
        else:
            server.send(said)


@pytest.fixture
def counter(world: World, stage: Stage) -> Counter:
    """A manager and their demande, their files where the server looks for them."""
    keep_files_with(world, stage)
    place = factories.an_establishment(world)
    agents = [factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2)]
    return Counter(world, place, factories.a_member(world, place), *agents)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_message_pressed_again_and_again_leaves_once(
    counter: Counter, stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    someone = person(viewport)
    line = SlowLine(someone.page)
    someone.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=counter.adds()))
    page = someone.page
    line.is_slow = True
    page.get_by_label("Votre message").fill("Une seule fois.")
    page.get_by_role("button", name=SENDS).dblclick()
    page.get_by_label("Votre message").press("ControlOrMeta+Enter")
    working = page.get_by_role("button", name=SENDING)
    expect(working).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("status").filter(has_text=SENDING)).to_have_count(1)
    working.click(force=True)
    working.press("Enter")
    assert len([sent for sent in line.held if "send_message" in sent]) == 1
    line.lets_go()
    expect(page.get_by_role("list", name="Messages").get_by_text("Une seule fois.")).to_have_count(1)
    expect(page.get_by_role("button", name=SENDS)).to_be_enabled()
    assert stage.rows("SELECT count(*) FROM messages WHERE body = 'Une seule fois.'") == [(1,)]


def test_a_button_is_free_again_when_the_line_is_lost_or_the_server_refuses(counter: Counter, person: Come) -> None:
    someone = person(DESK)
    line = SlowLine(someone.page)
    someone.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=counter.adds()))
    page: Any = someone.page
    line.is_slow = True
    page.get_by_label("Votre message").fill("Coupé.")
    page.get_by_role("button", name=SENDS).click()
    expect(page.get_by_role("button", name=SENDING)).to_be_visible()
    line.is_cut()
    expect(page.get_by_role("button", name=SENDS)).to_be_enabled()
    page.get_by_label("Votre message").fill("")
    page.get_by_role("button", name=SENDS).click()
    expect(page.get_by_text("Écrivez votre message, ou joignez un fichier.").first).to_be_visible()
    expect(page.get_by_role("button", name=SENDS)).to_be_enabled()
    someone.faults.clear()
