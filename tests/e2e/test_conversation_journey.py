"""A conversation with files, in browsers: joined, removed, sent, opened; and the unread mark that follows."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from espace_factures import routes
from espace_factures.core.access import Role
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.ribs.conftest import Counter

Come = Callable[..., Person]
NONE_WAITS = "Vous avez tout lu"


@pytest.fixture
def counter(world: World, stage: Stage) -> Counter:
    """A manager, two agents, their files where the server looks for them."""
    keep_files_with(world, stage)
    place = factories.an_establishment(world)
    agents = [factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2)]
    return Counter(world, place, factories.a_member(world, place), *agents)


def a_file(name: str) -> dict[str, Any]:
    """A document to choose."""
    return {"name": name, "mimeType": "application/pdf", "buffer": factories.a_pdf(name)}


def said(page: Page, name: str) -> Any:
    """A file of the conversation."""
    return page.get_by_role("list", name="Messages").get_by_role("link", name=name)


def sends(someone: Person, text: str = "") -> None:
    """Send what is ready."""
    someone.page.get_by_label("Votre message").fill(text)
    someone.page.get_by_role("button", name="Envoyer le message").click()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_files_travel_with_a_message(counter: Counter, person: Come, viewport: dict[str, int]) -> None:
    supplier = person(viewport)
    supplier.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=counter.adds()))
    sends(supplier)
    expect(supplier.page.get_by_text("Écrivez votre message, ou joignez un fichier.").first).to_be_visible()
    supplier.drops("Joindre un fichier", a_file("un.pdf"), a_file("deux.pdf"))
    expect(supplier.page.get_by_role("button", name="Retirer deux.pdf")).to_be_visible()
    supplier.page.get_by_role("button", name="Retirer un.pdf").click()
    expect(supplier.page.get_by_role("button", name="Retirer un.pdf")).to_have_count(0)
    sends(supplier, "Le voici.")
    expect(said(supplier.page, "deux.pdf")).to_be_visible()
    expect(said(supplier.page, "un.pdf")).to_have_count(0)
    expect(supplier.page.get_by_label("Votre message")).to_have_value("")


def test_the_file_of_an_internal_note_stays_among_agents(counter: Counter, stage: Stage, person: Come) -> None:
    reference = counter.adds()
    supplier, agent = person(PHONE), person(DESK)
    supplier.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=reference))
    agent.comes_in(counter.first.email, routes.with_query(routes.ADMIN_RIB, ref=reference))
    agent.drops("Joindre un fichier", a_file("secret.pdf"))
    expect(agent.page.get_by_role("button", name="Retirer secret.pdf")).to_be_visible()
    agent.page.get_by_label("Note interne").check()
    sends(agent)
    expect(said(agent.page, "secret.pdf")).to_be_visible()
    address = stage.server.url + str(said(agent.page, "secret.pdf").get_attribute("href"))
    assert supplier.page.request.get(address).status == 404
    assert agent.page.request.get(address).status == 200
    supplier.page.reload()
    expect(supplier.page.get_by_role("heading", name="Conversation")).to_be_visible()
    expect(supplier.page.get_by_text("secret.pdf")).to_have_count(0)


def test_an_answer_marks_the_demande_until_it_is_read(counter: Counter, person: Come) -> None:
    reference = counter.adds()
    supplier, agent = person(PHONE), person(DESK)
    supplier.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=reference))
    expect(supplier.page.get_by_role("heading", name="Conversation")).to_be_visible()
    supplier.goes_to(routes.DEMANDES)
    expect(supplier.page.get_by_role("link", name="RIB –").first).to_be_visible()
    expect(supplier.page.get_by_test_id("non-lue")).to_have_count(0)
    agent.comes_in(counter.first.email, routes.with_query(routes.ADMIN_RIB, ref=reference))
    sends(agent, "Merci")
    expect(supplier.page.get_by_test_id("non-lue")).to_be_visible()
    other = supplier.page.context.new_page()
    other.goto(supplier.url + routes.with_query(routes.DEMANDE, ref=reference))
    expect(other.get_by_text("Merci")).to_be_visible()
    expect(supplier.page.get_by_test_id("non-lue")).to_have_count(0)
    supplier.goes_to(routes.with_query(routes.DEMANDES, **{"non-lues": "1"}))
    expect(supplier.page.get_by_text(NONE_WAITS)).to_be_visible()


def test_a_page_that_was_left_does_not_come_back_when_an_agent_acts(counter: Counter, person: Come) -> None:
    reference = counter.adds()
    supplier, agent = person(DESK), person(DESK)
    supplier.comes_in(counter.manager.email, routes.with_query(routes.DEMANDE, ref=reference))
    supplier.page.get_by_role("link", name="Demandes").first.click()
    expect(supplier.page.get_by_role("heading", name="Demandes", level=1)).to_be_visible()
    agent.comes_in(counter.first.email, routes.with_query(routes.ADMIN_RIB, ref=reference))
    sends(agent, "Merci")
    expect(supplier.page.get_by_test_id("non-lue")).to_be_visible()
    expect(supplier.page.get_by_role("heading", name="Demandes", level=1)).to_be_visible()
