"""Two agents on one demande: the second is told of the first, loses nothing, and decides again knowingly."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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
    return Office(world, place, direction, factories.a_member(world, place), colleague, accountant)


def test_an_agent_who_was_deciding_reads_who_acted_keeps_their_text_and_decides_again(
    person: Come, bureau: Office
) -> None:
    reference, agent = bureau.deposits(), factories.an_agent(bureau.world, Role.INVOICE_AGENT, bureau.direction)
    bureau.decides(reference, Status.TAKEN)
    someone = person()
    page = someone.page
    someone.signs_in(agent.email, agent_page_of(Kind.INVOICE, reference))
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
    someone.signs_in(bureau.agent.email, agent_page_of(Kind.INVOICE, reference))
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
