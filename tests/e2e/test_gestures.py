"""What the scripts beside our components do by themselves, in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from espace_factures import routes
from espace_factures.invoices.following.rules import PAGE_SIZE
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office

Come = Callable[..., Person]


@pytest.fixture
def supplier(world: World, stage: Stage) -> str:
    """The address of somebody whose list has a second page."""
    keep_files_with(world, stage)
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    member = factories.a_member(world, place)
    office = Office(world, place, direction, member, member, member)
    for _ in range(PAGE_SIZE + 1):
        office.deposits()
    return member.email


def test_the_address_and_the_view_follow_the_rows_of_the_next_page(person: Come, supplier: str) -> None:
    someone = person(PHONE)
    someone.comes_in(supplier, routes.TRACKING)
    page = someone.page
    onward = page.get_by_role("link", name="Suivantes")
    address = onward.get_attribute("href") or "nowhere"
    onward.click()
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))
    expect(page.get_by_role("row")).to_have_count(2)
    assert page.evaluate("window.scrollY") == 0
    page.reload()
    expect(page.get_by_role("row")).to_have_count(2)


def test_the_title_of_the_next_page_takes_the_focus_but_that_of_the_first_does_not(person: Come) -> None:
    someone = person()
    someone.sees(routes.HOME)
    title = someone.page.get_by_role("heading", level=1)
    expect(title).not_to_be_focused()
    someone.page.get_by_role("navigation", name="Pied de page").get_by_role("link").first.click()
    expect(someone.page).not_to_have_url(someone.url + "/")
    expect(title).to_be_focused()


def test_a_secret_is_shown_and_hidden_again(person: Come) -> None:
    someone = person(PHONE)
    someone.sees(routes.SIGN_IN)
    field = someone.page.get_by_label("Mot de passe", exact=True)
    someone.page.get_by_role("button", name="Afficher").click()
    expect(field).to_have_attribute("type", "text")
    someone.page.get_by_role("button", name="Masquer").click()
    expect(field).to_have_attribute("type", "password")


def test_a_link_of_what_to_correct_moves_the_focus_into_its_field(person: Come) -> None:
    someone = person(PHONE)
    someone.sees(routes.SIGN_UP)
    someone.page.get_by_role("button", name="S'inscrire", exact=True).click()
    summary = someone.page.locator("#resume-erreurs")
    expect(summary).to_be_focused()
    link = summary.get_by_role("link").first
    target = (link.get_attribute("href") or "#nowhere")[1:]
    link.click()
    assert someone.page.evaluate("id => document.getElementById(id).contains(document.activeElement)", target)


def test_a_panel_closes_when_a_link_in_it_is_followed(person: Come) -> None:
    someone = person(PHONE)
    someone.sees(routes.HOME)
    panel = someone.page.locator("#menu-principal")
    someone.page.get_by_role("button", name="Menu").click()
    expect(panel).to_be_visible()
    panel.get_by_role("link").last.click()
    expect(panel).to_be_hidden()


def test_a_question_is_asked_over_the_page_and_leaves_without_being_answered(
    world: World, stage: Stage, person: Come
) -> None:
    place = factories.an_establishment(world)
    factories.a_member(world, place)
    someone = person(PHONE)
    someone.comes_in(factories.a_member(world, place).email, routes.ESTABLISHMENTS)
    someone.page.get_by_role("button", name="Quitter l’établissement").click()
    question = someone.page.get_by_role("dialog")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Annuler").click()
    expect(question).to_be_hidden()
    assert stage.rows("SELECT count(*) FROM memberships WHERE establishment_id = :id", id=place.id) == [(2,)]


def test_the_zone_lights_up_under_a_file_and_says_its_name(person: Come, world: World) -> None:
    someone = person()
    someone.comes_in(factories.an_account(world).email, routes.HABILITATION)
    file = someone.page.locator("input[type=file]").first
    zone = file.locator("..")
    file.dispatch_event("dragenter")
    expect(zone).to_have_attribute("data-over", "")
    file.dispatch_event("dragleave")
    expect(zone).not_to_have_attribute("data-over", "")
    file.set_input_files({"name": "kbis.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf("Kbis")})
    expect(zone.locator(".ef-drop-names")).to_have_text("kbis.pdf")


def test_a_code_may_be_asked_again_when_the_seconds_are_over(stage: Stage, person: Come) -> None:
    someone = person(PHONE)
    someone.page.clock.install()
    someone.goes_to(routes.FORGOTTEN_PASSWORD)
    someone.page.get_by_label("Courriel").fill(factories.an_account(stage).email)
    someone.page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    someone.page.get_by_role("button", name="Suivant").click()
    again = someone.page.get_by_role("button", name="Renvoyer le code")
    expect(again).to_be_disabled()
    someone.page.clock.fast_forward("02:00")
    expect(again).to_be_enabled()
