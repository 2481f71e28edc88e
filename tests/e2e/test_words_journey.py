"""A browser dies in the middle of a word: the person goes on from another device, and what they sent is not left."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from espace_factures import routes
from espace_factures.core.access import Role
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.ribs.conftest import Counter

Come = Callable[..., Person]
SAID = "Vous trouverez le relevé dans ce"
PAUSE_MS = 60


@pytest.fixture
def counter(world: World, stage: Stage) -> Counter:
    """A manager and their demande, their files where the server looks for them."""
    keep_files_with(world, stage)
    place = factories.an_establishment(world)
    agents = [factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2)]
    return Counter(world, place, factories.a_member(world, place), *agents)


def types(field: Locator, text: str) -> None:
    """Letter after letter, at the pace of somebody quick."""
    field.press_sequentially(text, delay=PAUSE_MS)


def test_words_outlive_a_browser_and_leave_once_they_are_sent(counter: Counter, stage: Stage, person: Come) -> None:
    reference = counter.adds()
    page_of_it = routes.with_query(routes.DEMANDE, ref=reference)
    phone, desk = person(PHONE), person(DESK)
    phone.comes_in(counter.manager.email, page_of_it)
    types(phone.page.get_by_label("Votre message"), SAID)
    phone.page.context.close()
    desk.comes_in(counter.manager.email, page_of_it)
    field = desk.page.get_by_label("Votre message")
    # What was typed in the last second may be lost with the browser.
    expect(field).to_have_value(re.compile(f"^{SAID[:12]}"))
    types(field, " courrier.")
    desk.page.get_by_role("button", name="Envoyer le message").click()
    expect(field).to_have_value("")
    desk.page.reload()
    expect(desk.page.get_by_role("list", name="Messages")).to_contain_text("courrier.")
    expect(field).to_have_value("")
    assert stage.rows("SELECT place, saved_at FROM words_under_way") == []


def test_the_form_of_a_rib_is_found_again_on_another_device(counter: Counter, person: Come) -> None:
    phone, desk = person(PHONE), person(DESK)
    phone.comes_in(counter.manager.email, routes.RIBS)
    types(phone.page.get_by_label("IBAN", exact=True), "FR76 1749 9000 10")
    types(phone.page.get_by_label("Titulaire du compte"), "ATELIER DU LAGON")
    phone.page.wait_for_timeout(600)
    phone.page.context.close()
    desk.comes_in(counter.manager.email, routes.RIBS)
    expect(desk.page.get_by_label("Titulaire du compte")).to_have_value("ATELIER DU LAGON")
    expect(desk.page.get_by_label("IBAN", exact=True)).to_have_value(re.compile("^FR76"))
