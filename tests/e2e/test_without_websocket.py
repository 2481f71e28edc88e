"""A network that refuses the websocket, keeps it silent or cuts it: the page lives by polling, or says it waits."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from espace_factures import routes
from espace_factures.shell.connection import LATE, SOON
from tests.conftest import World
from tests.e2e.conftest import Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
EVENTS = re.compile("/_event/")
REFUSED = """
window.WebSocket = class extends EventTarget {
    constructor() { super(); setTimeout(() => this.onerror?.(new Event("error")), 0); }
    close() {}
};
"""
"""A proxy that answers 403."""
ALIVE_MS = 20_000
LATE_MS = 25_000


def hangs(_socket: WebSocketRoute) -> None:
    """Accepted, and nothing else."""


def closes(socket: WebSocketRoute) -> None:
    """Accepted, and cut."""
    socket.close()


def refuses(page: Page) -> None:
    """Not even accepted."""
    page.add_init_script(REFUSED)


def is_silent(page: Page) -> None:
    page.route_web_socket(EVENTS, hangs)


def is_cut(page: Page) -> None:
    page.route_web_socket(EVENTS, closes)


@pytest.fixture
def house(office: Office, stage: Stage) -> Office:
    """Invoices and their people, their files where the server looks for them."""
    keep_files_with(office.world, stage)
    return office


@pytest.mark.parametrize("network", [refuses, is_silent, is_cut], ids=["refused", "hung", "closed"])
def test_a_page_lives_by_polling(person: Come, house: Office, network: Callable[[Page], None]) -> None:
    for rank in range(30):
        house.deposits(number=f"F-{rank}")
    someone = person()
    network(someone.page)
    someone.comes_in(house.supplier.email, routes.TRACKING)
    expect(someone.page.locator("[data-vivante=true]")).to_have_count(1, timeout=ALIVE_MS)
    someone.page.get_by_role("link", name="Suivantes").click()
    expect(someone.page.get_by_text("26 à 30 sur 30")).to_be_visible()
    expect(someone.page.get_by_text(SOON)).to_have_count(0)


def test_without_any_line_a_sentence_says_what_still_works(person: Come, house: Office, world: World) -> None:
    house.deposits(number="F-123")
    someone = person()
    is_silent(someone.page)
    someone.page.route(EVENTS, _nothing)
    someone.comes_in(house.supplier.email, routes.TRACKING)
    expect(someone.page.get_by_text(LATE)).to_be_visible(timeout=LATE_MS)
    someone.page.get_by_role("link", name="F-123", exact=True).click()
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("F-123")
    someone.page.get_by_role("button", name="Mon compte").click()
    someone.page.get_by_role("button", name="Déconnexion").click()
    expect(someone.page.get_by_role("link", name="Connexion")).to_be_visible()


def _nothing(_route: Route) -> Any:
    """The request waits for ever."""
