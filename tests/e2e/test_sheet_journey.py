"""One item after the other: the next one opens after a decision, the bar is always in view, no other paper is shown."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from espace_factures import routes
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
WATCH = """
window.seen = [];
new MutationObserver(() => {
    const asked = new URLSearchParams(window.location.search).get("ref");
    window.seen.push([asked, document.querySelector(".ef-content")?.innerText ?? ""]);
}).observe(document.documentElement, {childList: true, subtree: true, characterData: true});
"""
"""What is on the screen at each change, with the item that the address names."""


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Three invoices that wait."""
    keep_files_with(world, stage)
    for number in ("AAA-1", "BBB-2", "CCC-3"):
        office.deposits(number=number)
    return office


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_the_next_one_opens_after_a_decision(person: Come, house: Office, viewport: dict[str, int]) -> None:
    someone = person(viewport)
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    page.get_by_role("link", name="AAA-1", exact=True).click()
    expect(page.get_by_text("1 sur 3")).to_be_visible()
    take = page.get_by_role("button", name="Prendre en charge")
    expect(take).to_be_in_viewport()
    take.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("BBB-2")
    expect(page.get_by_text("Décision enregistrée")).to_be_visible()
    expect(page.get_by_text("2 sur 3")).to_be_visible()


def test_the_keyboard_alone_goes_from_one_to_the_next_and_decides(person: Come, house: Office) -> None:
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("AAA-1")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_contain_text("BBB-2")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_contain_text("AAA-1")
    page.keyboard.press("r")
    expect(page.get_by_label("Motif")).to_be_visible()


def test_another_item_is_never_shown_under_an_address(person: Come, house: Office) -> None:
    rows = house.world.rows("SELECT reference, label FROM demandes WHERE label <> '' AND kind = 'facture'")
    labels = {row.reference: row.label for row in rows}
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    page.evaluate(WATCH)
    page.get_by_role("link", name="AAA-1", exact=True).click()
    for name, number in (("Suivante", "BBB-2"), ("Suivante", "CCC-3"), ("Précédente", "BBB-2")):
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CCC-3")
    page.get_by_role("link", name="La file").click()
    page.get_by_role("link", name="AAA-1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("AAA-1")
    seen = page.evaluate("window.seen")
    assert len({asked for asked, _ in seen if asked}) == 3
    wrong = [
        (asked, label)
        for asked, shown in seen
        for reference, label in labels.items()
        if asked and reference != asked and f"Facture {label}" in shown.replace("\u00a0", " ")
    ]
    assert not wrong
