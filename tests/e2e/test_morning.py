"""A whole morning with keys alone: an agent signs in, searches, shares out, takes, and decides ten invoices."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import text

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.invoices.rules import Status
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
MANY = 10
MOST_TABS = 40
HANDS_OFF = "addEventListener('pointerdown', () => { sessionStorage.souris = 'touchée'; }, true);"
"""Any press of the hand is remembered, from one page to the next."""


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Ten invoices to decide, and one to give to somebody else."""
    keep_files_with(world, stage)
    office.deposits(number="AUTRE-1")
    for rank in range(MANY):
        office.deposits(number=f"F-{rank:03d}")
    return office


def test_a_morning_needs_no_mouse(person: Come, house: Office) -> None:
    zoe = factories.an_agent(house.world, Role.INVOICE_AGENT, house.direction)
    with house.world.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET first_name = 'Zoé' WHERE id = :id"), {"id": zoe.account_id})
    someone = person()
    page, keys = someone.page, someone.page.keyboard
    page.context.add_init_script(HANDS_OFF)
    signs_in(someone, house.agent.email)

    keys.press("/")
    keys.type("autre")
    expect(page.get_by_role("row")).to_have_count(2)
    keys.press("Escape")
    keys.press("j")
    keys.press("x")
    keys.press("t")
    expect(page.get_by_label("Attribuer à…")).to_be_focused()
    keys.press("Z")
    keys.press("Enter")
    expect(page.get_by_text("suivi par Zoé")).to_be_visible()

    keys.press("/")
    keys.press("Control+a")
    keys.type("F-0")
    expect(page.get_by_role("row")).to_have_count(MANY + 1)
    keys.press("Escape")
    for _ in range(MANY):
        keys.press("j")
        keys.press("x")
    expect(page.get_by_role("status").filter(has_text=f"{MANY} sélectionnées")).to_be_visible()
    keys.press("a")
    expect(page.get_by_text(f"{MANY} faites", exact=True)).to_be_visible()
    decided = house.world.rows("SELECT count(*) AS made FROM invoices WHERE status = :s", s=Status.CLEARED)
    assert decided[0].made == MANY
    assert not page.evaluate("sessionStorage.souris")


def signs_in(someone: Person, email: str) -> None:
    """By Tab, words and Enter."""
    page = someone.page
    someone.goes_to(routes.ADMIN_INVOICES)
    tabs_to(page, page.get_by_label("Courriel"))
    page.keyboard.type(email)
    tabs_to(page, page.get_by_label("Mot de passe", exact=True))
    page.keyboard.type(factories.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{routes.ADMIN_INVOICES}**")
    someone.sees(routes.ADMIN_INVOICES)
    expect(page.get_by_role("row")).to_have_count(MANY + 2)


def tabs_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by Tab")
