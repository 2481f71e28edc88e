"""Offline: the page stays, a new one says so in French, and nothing of a person is ever kept in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures import offline, routes
from espace_factures.shell.connection import SOON
from tests.conftest import World
from tests.e2e.conftest import Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
IN_CHARGE = "() => navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request);
            kept.push([new URL(request.url).pathname, answer.headers.get("cache-control") ?? "", await answer.text()]);
        }
    }
    return kept;
}"""
ARE_KEPT = """async () => {
    const wanted = [...document.querySelectorAll("link[rel=prefetch]")];
    const found = await Promise.all(wanted.map((link) => caches.match(link.href)));
    return found.length > 0 && found.every(Boolean);
}"""
"""Whether all that the other tabs need has come."""
OF_NOBODY = ("/assets/", "/fonts/", "/hors-connexion/")


@pytest.fixture
def house(office: Office, stage: Stage) -> Office:
    """Invoices and their people, their files where the server looks for them."""
    keep_files_with(office.world, stage)
    return office


def kept(page: Page) -> list[list[str]]:
    """Path, rule and content of all that the caches of the browser hold."""
    return list(page.evaluate(KEPT))


def test_nothing_of_a_person_is_kept_nor_anything_once_they_sign_out(person: Come, house: Office) -> None:
    reference = house.deposits(number="F-SECRET-1")
    someone = person()
    someone.comes_in(house.supplier.email, routes.TRACKING)
    someone.page.evaluate(IN_CHARGE)
    for address in (routes.TRACKING, f"{routes.INVOICE}?ref={reference}", routes.INVOICES_HOME):
        someone.sees(address)
    found = kept(someone.page)
    assert {path for path, _, _ in found} > {"/hors-connexion/"}
    assert all(path.startswith(OF_NOBODY) and "no-store" not in rule for path, rule, _ in found)
    said = "\n".join(text for _, _, text in found)
    assert not [secret for secret in ("F-SECRET-1", house.supplier.name, house.supplier.email) if secret in said]
    someone.page.get_by_role("button", name="Mon compte").click()
    someone.page.get_by_role("button", name="Déconnexion").click()
    expect(someone.page.get_by_role("link", name="Connexion")).to_be_visible()
    assert not [path for path, _, _ in kept(someone.page) if not path.startswith(OF_NOBODY)]


def test_a_new_page_says_in_french_that_one_is_offline_and_comes_once_one_is_not(person: Come) -> None:
    someone = person()
    someone.sees(routes.HOME)
    someone.page.evaluate(IN_CHARGE)
    someone.page.context.set_offline(True)
    someone.goes_to(routes.HELP)
    expect(someone.page.get_by_role("heading", name=offline.TITLE)).to_be_visible()
    someone.page.context.set_offline(False)
    someone.page.get_by_role("link", name="Réessayer").click()
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("Aide")
    someone.faults.clear()


def test_a_page_that_cannot_come_leaves_this_one_and_comes_with_the_line(person: Come, house: Office) -> None:
    someone = person()
    someone.comes_in(house.supplier.email, routes.TRACKING)
    someone.sees(routes.TRACKING)
    someone.page.context.set_offline(True)
    someone.page.get_by_role("button", name="MENU").click()
    someone.page.get_by_role("link", name="Tutoriels").first.click()
    expect(someone.page.get_by_text(SOON)).to_be_visible()
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("Mes factures")
    someone.page.context.set_offline(False)
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("Tutoriels")
    someone.faults.clear()


def test_the_other_tabs_open_without_a_line(person: Come, house: Office, world: World) -> None:
    someone = person()
    someone.comes_in(house.supplier.email, routes.TRACKING)
    someone.sees(routes.TRACKING)
    someone.page.wait_for_function(ARE_KEPT)
    someone.page.context.set_offline(True)
    someone.page.get_by_role("link", name="Mes RIB").click()
    expect(someone.page).to_have_url(f"{someone.url}{routes.RIBS}")
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("RIB")
    someone.page.context.set_offline(False)
    someone.faults.clear()
