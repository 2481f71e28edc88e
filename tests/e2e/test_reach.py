"""Whoever uses a keyboard, a reader, high contrast, a thumb or paper is told, goes on, and sees where they are."""

import itertools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures import routes
from espace_factures.core.access import Role
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import PHONE, Person, Stage
from tests.e2e.everything import Everything, everything, keep_files_with
from tests.e2e.test_account_journey import asks_for_a_code
from tests.e2e.test_first_rows import without_scripts
from tests.e2e.test_invoice_journey import decides

Come = Callable[..., Person]
FINGER = 44
RING = """(field) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(field.closest(".ef-code"));
    return [outlineStyle, outlineWidth];
}"""
ALL_PICTURES = """() => {
    const pages = [...document.querySelectorAll(".ef-viewer-page")];
    return pages.length > 0 && pages.every((page) => page.loading === "eager" && page.complete && page.naturalWidth);
}"""


@pytest.fixture
def shown(world: World, stage: Stage) -> Everything:
    """One of each thing, its files where the server looks for them."""
    keep_files_with(world, stage)
    return everything(world)


def test_the_file_that_was_read_takes_the_focus_and_says_what_was_filled(stage: Stage, person: Come) -> None:
    someone = person()
    someone.comes_in(factories.a_member(stage, factories.an_establishment(stage)).email, routes.DEPOSIT)
    someone.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    read = someone.page.get_by_role("group", name=re.compile("Fichier lu"))
    expect(read).to_be_focused()
    expect(read).to_have_accessible_name(re.compile("plain_fr_fibre.pdf"))


def test_a_decision_is_opened_and_told_where_the_focus_is(person: Come, shown: Everything) -> None:
    agent = person()
    agent.comes_in(shown.agent.email, shown.of_the_agent[0])
    agent.page.get_by_role("button", name="Rejeter", exact=True).click()
    expect(agent.page.get_by_role("group", name="Ce qu’il faut pour cette décision")).to_be_focused()
    decides(agent.page, "Rejeter", reason="TX_TVA_ERR", comment="11 au lieu de 22")
    expect(agent.page.locator("#fait")).to_be_focused()


def test_the_title_of_the_tab_says_which_invoice_and_where_it_stands(person: Come, shown: Everything) -> None:
    supplier = person()
    supplier.comes_in(shown.supplier.email, shown.of_the_supplier[0])
    expect(supplier.page).to_have_title(re.compile(r"^Facture \S+, suspendue – Province Sud$"))


def test_the_title_of_the_tab_says_that_something_is_to_correct(person: Come, shown: Everything) -> None:
    supplier = person()
    supplier.comes_in(shown.supplier.email, routes.RIBS)
    supplier.page.get_by_role("button", name="Ajouter le RIB").click()
    expect(supplier.page).to_have_title(re.compile(r"^À corriger\s: Mes RIB"))


def test_a_page_has_no_two_links_of_one_name_that_lead_elsewhere(person: Come, shown: Everything) -> None:
    supplier = person()
    supplier.comes_in(shown.supplier.email)
    for address in (routes.INVOICES_HOME, routes.RIBS, *shown.of_the_supplier):
        supplier.sees(address)
        assert not same_names(supplier.page), address


def test_a_panel_that_the_focus_leaves_hides_nothing(person: Come) -> None:
    someone = person(PHONE)
    someone.goes_to(routes.HELP)
    someone.page.get_by_role("button", name="MENU").press("Enter")
    panel = someone.page.locator("#menu-principal")
    expect(panel).to_be_visible()
    for _ in range(6):
        someone.page.keyboard.press("Tab")
    expect(panel).to_be_hidden()


def test_the_focus_of_a_code_is_seen_in_forced_colours(stage: Stage, person: Come) -> None:
    someone = person(forced_colors="active")
    asks_for_a_code(someone, factories.an_account(stage).email)
    code = someone.page.get_by_label("Saisissez le code validation à 4 chiffres")
    code.focus()
    assert code.evaluate(RING) == ["solid", "3px"]


def test_the_state_of_what_one_presses_and_reads_is_seen_in_forced_colours(person: Come, shown: Everything) -> None:
    supplier = person(forced_colors="active")
    supplier.comes_in(shown.supplier.email, shown.of_the_supplier[0])
    supplier.sees(shown.of_the_supplier[0])
    outlined = supplier.page.locator("main .btn:visible, main .ef-card:visible, main .ef-notice:visible")
    bare = outlined.evaluate_all("all => all.filter(e => parseFloat(getComputedStyle(e).borderTopWidth) < 1)")
    assert outlined.count() > 3
    assert len(bare) == 0


@pytest.mark.parametrize("address", ["/nimporte", "/factures/xyz"])
def test_a_page_not_found_is_drawn_once(person: Come, address: str) -> None:
    someone = person()
    someone.sees(address)
    expect(someone.page.get_by_role("heading", level=1)).to_have_text("Cette page est introuvable")
    for landmark in ("banner", "main", "contentinfo"):
        expect(someone.page.get_by_role(landmark)).to_have_count(1)  # type: ignore[arg-type]
    someone.faults.clear()  # the status of what is not found


def test_a_page_of_a_code_that_was_not_asked_leads_back(person: Come) -> None:
    someone = person()
    someone.goes_to(routes.ACTIVATION)
    expect(someone.page.get_by_role("link", name="Recommencer")).to_be_visible()
    expect(someone.page.get_by_text("votre adresse .")).to_have_count(0)


def test_an_invoice_prints_in_light_without_forms_and_says_where_it_comes_from(person: Come, shown: Everything) -> None:
    supplier = person(color_scheme="dark")
    supplier.comes_in(shown.supplier.email, shown.of_the_supplier[0])
    supplier.sees(shown.of_the_supplier[0])
    page = supplier.page
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(21, 32, 43)"
    expect(page.locator("form:visible")).to_have_count(0)
    expect(page.locator(".ef-print-head")).to_contain_text("Province Sud · Espace Factures · imprimé le")
    expect(page.locator(".ef-print-head")).to_contain_text("/factures/detail")
    page.wait_for_function(ALL_PICTURES)


def test_a_whole_card_opens_its_invoice_under_a_thumb(person: Come, shown: Everything) -> None:
    supplier = person(PHONE)
    supplier.comes_in(shown.supplier.email)
    supplier.sees(routes.TRACKING)
    card = supplier.page.get_by_role("row").nth(1)
    expect(card).to_be_visible()
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    supplier.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 12)
    expect(supplier.page).to_have_url(re.compile(routes.INVOICE))


@pytest.mark.parametrize("address", [routes.SIGN_IN, routes.HELP, routes.SERVICE_SHEET])
def test_what_is_touched_is_as_high_as_a_finger(person: Come, address: str) -> None:
    someone = person(PHONE)
    someone.sees(address)
    alone = someone.page.locator("a:visible:is(.ef-crumb-link, .ef-alone > a), button:visible")
    heights = [(one.inner_text(), box["height"]) for one in alone.all() if (box := one.bounding_box())]
    assert [(name, height) for name, height in heights if height < FINGER] == []


def test_a_form_says_what_its_stars_mean(person: Come) -> None:
    someone = person()
    someone.goes_to(routes.SIGN_UP)
    expect(someone.page.get_by_text("Les champs marqués d’une étoile (*) sont obligatoires.")).to_be_visible()
    for name in ("J’accepte", "Je ne suis pas un robot"):
        box = someone.page.get_by_role("checkbox", name=re.compile(name))
        expect(box).to_have_attribute("aria-required", "true")


def test_what_is_to_correct_is_told_by_links_of_different_names(stage: Stage, person: Come) -> None:
    someone = person()
    someone.comes_in(factories.a_member(stage, factories.an_establishment(stage)).email, routes.DEPOSIT)
    someone.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    someone.page.get_by_role("button", name="Envoyer", exact=True).click()
    links = someone.page.locator("#resume-erreurs").get_by_role("link")
    expect(links.nth(1)).to_be_visible()
    assert len(set(links.all_inner_texts())) == links.count()


def test_each_tab_of_an_agent_says_which_thing_and_where_it_stands(person: Come, shown: Everything) -> None:
    agent = person()
    agent.comes_in(shown.agent.email)
    titles = []
    for address in shown.of_the_agent:
        agent.sees(address)
        expect(agent.page).to_have_title(re.compile(r"[A-Z]{2}-\d{4}-\d{6}\s: \S"))
        titles.append(agent.page.title())
    assert len(set(titles)) == len(shown.of_the_agent)


def test_without_scripts_a_page_that_needs_them_says_so(person: Come, shown: Everything) -> None:
    supplier = person()
    supplier.comes_in(shown.supplier.email)
    still = without_scripts(person, supplier)
    still.goes_to(routes.RIBS)
    needs = still.page.locator("main noscript")  # Playwright reads no text in it
    expect(needs).to_be_visible()
    assert needs.text_content() == "Cette page ne s’affiche qu’avec JavaScript."
    still.goes_to(routes.TRACKING)
    expect(needs).to_have_count(0)


@pytest.mark.parametrize("address", [routes.SERVICES_CATALOGUE, routes.HELP, routes.TUTORIALS, routes.HOME])
def test_headings_go_down_one_by_one(person: Come, address: str) -> None:
    someone = person()
    someone.sees(address)
    levels = [int(tag[1]) for tag in someone.page.locator("h1, h2, h3").evaluate_all("all => all.map(h => h.tagName)")]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_the_declaration_is_reported_to_without_scripts_nor_account(stage: Stage, person: Come) -> None:
    admin = factories.an_account(stage, Role.ADMIN)
    someone = person(java_script_enabled=False)
    someone.goes_to(routes.ACCESSIBILITY)
    page = someone.page
    for heading in ("État de conformité", "Établissement de cette déclaration", "Voies de recours"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_label("Ce qui vous a gêné").fill("Le texte est trop pâle.")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("heading", name="Votre signalement est envoyé")).to_be_visible()
    assert stage.mail.wait_for(admin.email, "défaut d’accessibilité")


def same_names(page: Page) -> list[str]:
    """The names that two links or two buttons of the matter share, though they do not do the same."""
    found = page.locator("main a:visible, main button:visible").evaluate_all(
        "all => all.map(one => [one.ariaLabel ?? one.innerText.trim(), one.getAttribute('href') ?? ''])"
    )
    distinct = {(name, href) if href else (name, str(rank)) for rank, (name, href) in enumerate(found)}
    names = [name for name, _ in distinct]
    return sorted({name for name in names if names.count(name) > 1})
