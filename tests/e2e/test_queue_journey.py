"""A morning in the queue, by the mouse and by the keyboard alone: found, narrowed, kept, shared out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Three invoices, an hour apart."""
    keep_files_with(world, stage)
    for number in ("F-2026-0362", "F-2026-0370", "G-77"):
        office.deposits(number=number)
    return office


def link(page: Page, number: str):
    """The link of a row."""
    return page.get_by_role("link", name=number, exact=True)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_an_agent_searches_by_a_part_of_a_number_and_keeps_the_view(
    person: Come, house: Office, viewport: dict[str, int]
) -> None:
    someone = person(viewport)
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    if viewport is PHONE:
        page.get_by_text("Filtres", exact=True).click()
    page.get_by_test_id("file-q").fill("0370")
    expect(link(page, "F-2026-0370")).to_be_visible()
    expect(link(page, "G-77")).to_have_count(0)
    expect(page.get_by_test_id("file-q")).to_be_focused()
    page.get_by_text("Mes vues").click()
    page.get_by_label("Garder cette vue sous le nom").fill("Les 0370")
    page.get_by_role("button", name="Garder").click()
    page.get_by_role("link", name="À traiter").click()
    expect(link(page, "G-77")).to_be_visible()
    page.get_by_role("link", name="Les 0370").click()
    expect(link(page, "G-77")).to_have_count(0)


def test_a_filter_acts_as_soon_as_it_is_chosen_and_stands_in_the_address(person: Come, house: Office) -> None:
    house.deposits(number="SANS", rib="")
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    page.locator("label").filter(has_text="Alertes").click()
    expect(page.get_by_role("row")).to_have_count(2)
    expect(link(page, "SANS")).to_be_visible()
    page.get_by_test_id("file-suivi").select_option("moi")
    expect(page.get_by_text("Aucun résultat")).to_be_visible()
    assert "alerte=1" in page.url
    assert "suivi=moi" in page.url
    page.reload()
    expect(page.get_by_text("Aucun résultat")).to_be_visible()
    page.get_by_role("link", name="Tout voir").click()
    expect(page.get_by_role("row")).to_have_count(5)


def test_rows_are_ticked_taken_given_and_freed(person: Come, house: Office) -> None:
    colleague = factories.an_agent(house.world, Role.INVOICE_AGENT, house.direction)
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    page.get_by_label("Cocher F-2026-0362").check()
    page.get_by_label("Cocher G-77").check()
    expect(page.get_by_role("status").filter(has_text="2 sélectionnées")).to_be_visible()
    page.get_by_role("button", name="Me l’attribuer").click()
    expect(page.get_by_text(f"suivi par {house.agent.name}")).to_be_visible()
    expect(page.get_by_role("link", name="Les miennes")).to_contain_text("2")
    page.get_by_label("Cocher G-77").check()
    page.get_by_label("Attribuer à…").select_option(label=colleague.name)
    expect(page.get_by_text(f"suivi par {colleague.name}")).to_be_visible()
    page.get_by_label("Cocher toute la page").check()
    page.get_by_text("Autres", exact=True).click()
    page.get_by_role("button", name="Libérer").click()
    expect(page.get_by_role("link", name="Les miennes")).to_contain_text("0")


def test_the_keyboard_alone_goes_through_the_queue(person: Come, house: Office) -> None:
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Les touches de cette page")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jkx")
    expect(page.get_by_test_id("file-q")).to_have_value("jkx")
    expect(page.get_by_text("Aucun résultat")).to_be_visible()
    page.get_by_test_id("file-q").fill("")
    expect(page.get_by_role("row")).to_have_count(4)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(link(page, "F-2026-0370")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_label("Cocher F-2026-0370")).to_be_checked()
    page.keyboard.press("m")
    expect(page.get_by_role("link", name="Les miennes")).to_contain_text("1")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("F-2026-0362")


def test_a_row_is_marked_at_once_when_its_supplier_writes(person: Come, house: Office) -> None:
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    (row,) = house.world.rows("SELECT reference FROM demandes WHERE label = 'G-77'")
    house.world.do(deciding.say, house.supplier, Kind.INVOICE, row.reference, "Ne payez pas : le RIB est faux.")
    expect(page.get_by_role("row").filter(has_text="G-77").get_by_text("non lu")).to_be_attached()
