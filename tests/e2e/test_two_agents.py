"""Two agents on one demande: the second is told of the first, loses nothing, and decides again knowingly."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service.kinds import agent_page_of
from espace_factures.invoices.rules import Status
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office

Come = Callable[..., Person]
TYPED = "Joignez le bon de livraison signé."


@pytest.fixture
def bureau(world: World, stage: Stage) -> Office:
    """A direction with two agents, where the server looks for its files; the second one is the office's."""
    keep_files_with(world, stage)
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    colleague = factories.an_agent(world, Role.INVOICE_AGENT, direction)
    accountant = factories.an_agent(world, Role.ACCOUNTANT)
    rib = factories.a_rib(world, place, is_default=True)
    return Office(world, place, direction, factories.a_member(world, place), colleague, accountant, rib=rib)


def test_an_agent_who_was_deciding_reads_who_acted_keeps_their_text_and_decides_again(
    person: Come, bureau: Office
) -> None:
    reference, agent = bureau.deposits(), factories.an_agent(bureau.world, Role.INVOICE_AGENT, bureau.direction)
    bureau.decides(reference, Status.TAKEN)
    someone = person()
    page = someone.page
    someone.comes_in(agent.email, agent_page_of(Kind.INVOICE, reference))
    page.get_by_role("button", name="Suspendre", exact=True).click()
    page.get_by_label("Motif").select_option("JUSTIF_ABS")
    page.get_by_label("Explication pour le fournisseur").fill(TYPED)

    bureau.decides(reference, Status.SERVICE_DONE)
    meanwhile = f"{bureau.agent.name} a agi entre-temps : « Service fait »"
    expect(page.get_by_test_id("statut")).to_have_text("Service fait")
    expect(page.get_by_text(meanwhile)).to_be_visible()
    keeps_what_was_typed(page)

    page.get_by_role("button", name="Confirmer la décision").click()
    expect(page.get_by_role("alert").get_by_text(meanwhile)).to_be_visible()
    keeps_what_was_typed(page)
    assert bureau.row(reference).status == Status.SERVICE_DONE

    page.get_by_role("button", name="Confirmer la décision").click()
    expect(page.get_by_text("Décision enregistrée")).to_be_visible()
    expect(page.get_by_test_id("statut")).to_have_text("Suspendue")
    (event,) = bureau.world.rows("SELECT * FROM demande_events ORDER BY id DESC LIMIT 1")
    assert (event.account_id, event.reason_code, event.comment) == (agent.account_id, "JUSTIF_ABS", TYPED)


def test_a_decision_pressed_while_the_message_grows_under_the_pointer_is_made(person: Come, bureau: Office) -> None:
    reference = bureau.deposits()
    bureau.decides(reference, Status.TAKEN)
    # On a phone the message stands above the button; on a desk, beside it.
    someone = person(PHONE)
    page = someone.page
    someone.comes_in(bureau.agent.email, agent_page_of(Kind.INVOICE, reference))
    page.get_by_role("button", name="Suspendre", exact=True).click()
    page.get_by_label("Motif").select_option("JUSTIF_ABS")
    page.get_by_label("Explication pour le fournisseur").fill("\n".join([TYPED] * 12))
    confirm = page.get_by_role("button", name="Confirmer la décision")
    confirm.scroll_into_view_if_needed()
    place = confirm.bounding_box() or {}
    page.mouse.move(place["x"] + 20, place["y"] + 10)
    page.mouse.down()
    expect(page.get_by_text("Message qui partira").locator("xpath=../..")).to_contain_text(TYPED)
    assert (confirm.bounding_box() or {})["y"] > place["y"] + place["height"]
    page.mouse.up()
    expect(page.get_by_text("Décision enregistrée")).to_be_visible()


def keeps_what_was_typed(page: Page) -> None:
    """The form that was open is still there, as it was filled."""
    expect(page.get_by_label("Motif")).to_have_value("JUSTIF_ABS")
    expect(page.get_by_label("Explication pour le fournisseur")).to_have_value(TYPED)


def test_two_agents_on_one_item_see_each_other_within_a_second_until_one_leaves(person: Come, bureau: Office) -> None:
    reference, other = bureau.deposits(), factories.an_agent(bureau.world, Role.INVOICE_AGENT, bureau.direction)
    page = agent_page_of(Kind.INVOICE, reference)
    first, second = person(), person()
    first.comes_in(bureau.agent.email, page)
    first.sees(page)
    second.comes_in(other.email, page)
    second.sees(page)
    for someone, colleague in ((first, other), (second, bureau.agent)):
        expect(someone.page.get_by_text(f"{colleague.name} regarde aussi cette page.")).to_be_visible(timeout=1000)
    second.page.get_by_role("link", name="Tableau de bord").first.click()
    expect(first.page.get_by_text("regarde aussi cette page.")).to_have_count(0, timeout=1000)
    second.page.go_back()
    expect(first.page.get_by_text(f"{other.name} regarde aussi cette page.")).to_be_visible()
    second.page.close()
    expect(first.page.get_by_text("regarde aussi cette page.")).to_have_count(0, timeout=15_000)


def test_a_decision_that_somebody_else_s_act_closes_says_so_and_keeps_its_text(person: Come, bureau: Office) -> None:
    reference, agent = bureau.deposits(), factories.an_agent(bureau.world, Role.INVOICE_AGENT, bureau.direction)
    bureau.decides(reference, Status.TAKEN)
    someone = person()
    page = someone.page
    someone.comes_in(agent.email, agent_page_of(Kind.INVOICE, reference))
    page.get_by_role("button", name="Rejeter", exact=True).click()
    page.get_by_label("Motif").select_option("DOUBLON")
    page.get_by_label("Explication pour le fournisseur").fill(TYPED)
    for status in (Status.SERVICE_DONE, Status.CLEARED):
        bureau.decides(reference, status)
    expect(page.get_by_text("Cette décision n’est plus possible.")).to_be_visible()
    expect(page.get_by_text(f"{bureau.agent.name} a agi entre-temps")).to_be_visible()
    expect(page.get_by_label("Explication pour le fournisseur")).to_have_value(TYPED)
    expect(page.get_by_role("button", name="Confirmer la décision")).to_have_count(0)
    page.get_by_role("button", name="Suspendre", exact=True).click()
    expect(page.get_by_label("Explication pour le fournisseur")).to_have_value(TYPED)


def test_an_item_that_a_colleague_sends_elsewhere_says_so_and_keeps_the_text(person: Come, bureau: Office) -> None:
    reference, agent = bureau.deposits(), factories.an_agent(bureau.world, Role.INVOICE_AGENT, bureau.direction)
    elsewhere = factories.a_direction(bureau.world)
    factories.an_agent(bureau.world, Role.INVOICE_AGENT, elsewhere)
    someone = person()
    page = someone.page
    someone.comes_in(agent.email, agent_page_of(Kind.INVOICE, reference))
    page.get_by_role("button", name="Rejeter", exact=True).click()
    page.get_by_label("Explication pour le fournisseur").fill(TYPED)
    bureau.decides(reference, Status.REDIRECTED, direction=str(elsewhere.id))
    expect(page.get_by_text("vient de quitter vos files")).to_be_visible()
    expect(page.get_by_label("Explication pour le fournisseur")).to_have_value(TYPED)


def test_who_redirects_to_a_direction_of_others_is_told_where_it_went(person: Come, bureau: Office) -> None:
    first, second = bureau.deposits(number="AAA-1"), bureau.deposits(number="BBB-2")
    elsewhere = factories.a_direction(bureau.world)
    factories.an_agent(bureau.world, Role.INVOICE_AGENT, elsewhere)
    someone = person()
    page = someone.page
    someone.comes_in(bureau.agent.email, routes.ADMIN_INVOICES)
    page.get_by_role("link", name="AAA-1", exact=True).click()
    for heading in ("BBB-2", ""):
        page.get_by_role("button", name="Réorienter", exact=True).click()
        page.get_by_label("Direction destinataire").select_option(str(elsewhere.id))
        page.get_by_role("button", name="Confirmer la décision").click()
        expect(page.get_by_text(re.compile(rf"Réorientée vers «\s{elsewhere.name}\s»"))).to_be_visible()
        if heading:
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert {bureau.row(one).direction_id for one in (first, second)} == {elsewhere.id}
