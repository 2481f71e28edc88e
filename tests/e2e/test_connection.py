"""A line that is cut is said within moments and healed as soon; what is pressed meanwhile leaves once, or is told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.shell.connection import SOON, UNSURE
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.ribs.conftest import Counter

Come = Callable[..., Person]
EVENTS = re.compile("/_event/")
SOON_MS = 4_000
"""Two seconds on a machine of its own."""


class Line:
    """What lies between a page and its server: it lives, holds all that is said, or is cut."""

    def __init__(self, page: Page) -> None:
        self.is_silent = self.is_down = False
        self.open: list[tuple[WebSocketRoute, WebSocketRoute]] = []
        page.route_web_socket(EVENTS, self._meet)
        page.route("**/ping", lambda route: route.abort() if self.is_silent or self.is_down else route.continue_())

    def falls(self) -> None:
        """The proxy dies: what is open closes, nothing opens."""
        self.is_down = True
        for page, server in self.open:
            page.close()
            server.close()
        self.open.clear()

    def _meet(self, page: WebSocketRoute) -> None:
        if self.is_down:
            page.close()
            return
        server = page.connect_to_server()
        self.open.append((page, server))
        page.on_message(lambda said: self.is_silent or server.send(said))
        server.on_message(lambda said: self.is_silent or page.send(said))


@pytest.fixture
def counter(world: World, stage: Stage) -> Counter:
    """A manager and their demande, their files where the server looks for them."""
    keep_files_with(world, stage)
    place = factories.an_establishment(world)
    agents = [factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2)]
    return Counter(world, place, factories.a_member(world, place), *agents)


def at_a_demande(person: Come, counter: Counter, viewport: dict[str, int]) -> tuple[Person, Line]:
    """Somebody on the page of their demande."""
    someone = person(viewport)
    line = Line(someone.page)
    someone.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=counter.adds()))
    expect(someone.page.get_by_label("Votre message")).to_be_visible()
    expect(someone.page.locator("[data-vivante=true]")).to_have_count(1)
    return someone, line


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_silent_line_is_said_and_what_is_sent_then_leaves_once(
    person: Come, counter: Counter, stage: Stage, viewport: dict[str, int]
) -> None:
    someone, line = at_a_demande(person, counter, viewport)
    page = someone.page
    line.is_silent = True
    page.get_by_label("Votre message").fill("Pendant la coupure.")
    expect(page.get_by_role("status").filter(has_text=SOON)).to_be_visible(timeout=SOON_MS)
    page.get_by_role("button", name="Envoyer le message").click()
    expect(page.get_by_role("button", name="Envoi…")).to_be_visible()
    line.is_silent = False
    expect(page.get_by_text(SOON)).to_have_count(0, timeout=SOON_MS)
    expect(page.get_by_role("list", name="Messages").get_by_text("Pendant la coupure.")).to_have_count(1)
    assert stage.rows("SELECT count(*) FROM messages WHERE body = 'Pendant la coupure.'") == [(1,)]
    someone.faults.clear()


def test_a_dead_proxy_is_said_at_once_and_a_gesture_it_lost_is_told(person: Come, counter: Counter) -> None:
    someone, line = at_a_demande(person, counter, DESK)
    page = someone.page
    line.is_silent = True
    page.get_by_label("Votre message").fill("Perdu en route.")
    page.get_by_role("button", name="Envoyer le message").click()
    line.falls()
    expect(page.get_by_text(SOON)).to_be_visible(timeout=SOON_MS)
    line.is_silent = line.is_down = False
    expect(page.get_by_text(SOON)).to_have_count(0, timeout=SOON_MS)
    expect(page.get_by_text(UNSURE)).to_be_visible()
    # A page that begins anew with its line finds what was typed.
    expect(page.get_by_label("Votre message")).to_have_value("Perdu en route.")
    page.get_by_role("button", name="Envoyer le message").click()
    expect(page.get_by_role("list", name="Messages").get_by_text("Perdu en route.")).to_have_count(1)
    expect(page.get_by_text(UNSURE)).to_have_count(0)
    someone.faults.clear()
