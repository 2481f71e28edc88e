"""What a decision costs, counted here: keys and presses, on a desk; the reading is free."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service.kinds import agent_page_of
from espace_factures.invoices.rules import Status
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import Person, Stage
from tests.e2e.everything import keep_files_with
from tests.habilitations.conftest import Desk
from tests.invoices.conftest import Office, office
from tests.ribs.conftest import Counter

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
DONE = "Décision enregistrée"


@dataclass(slots=True)
class Hand:
    """One who presses keys and buttons, and counts them."""

    page: Page
    count: int = 0

    def key(self, key: str) -> None:
        """A key."""
        self.page.keyboard.press(key)
        self.count += 1

    def presses(self, what: Locator) -> None:
        """A press."""
        what.click()
        self.count += 1

    def chooses(self, what: Locator, value: str) -> None:
        """One answer of a list."""
        what.select_option(value)
        self.count += 1


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Where the server looks for its files."""
    keep_files_with(world, stage)
    return office


def test_ten_invoices_are_cleared_in_at_most_twenty_keys(person: Come, house: Office) -> None:
    numbers = [f"F-{10 + rank}" for rank in range(10)]
    references = [house.deposits(number=number) for number in numbers]
    someone = person()
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    hand, title = Hand(someone.page), someone.page.get_by_role("heading", level=1)
    hand.key("j")
    hand.key("Enter")
    for number, following in zip(numbers, [*numbers[1:], ""], strict=True):
        expect(title).to_contain_text(number)
        expect(someone.page.get_by_role("button", name="Attester et liquider")).to_be_visible()
        hand.key("a")
        expect(title).to_contain_text(following or number)
        expect(someone.page.get_by_text(DONE)).to_be_visible()
    expect(someone.page.get_by_test_id("statut")).to_have_text("Liquidée")
    assert {house.row(reference).status for reference in references} == {Status.CLEARED}
    assert hand.count == 12


def test_a_suspension_takes_three_gestures_and_its_sentence(person: Come, house: Office) -> None:
    reference = house.deposits()
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, agent_page_of(Kind.INVOICE, reference))
    hand = Hand(page)
    hand.presses(page.get_by_role("button", name="Suspendre", exact=True))
    hand.chooses(page.get_by_label("Motif"), "JUSTIF_ABS")
    expect(page.get_by_text("Message qui partira").locator("xpath=../..")).to_contain_text(
        "Un justificatif est absent ou insuffisant."
    )
    page.get_by_role("button", name="Joignez le bon de livraison signé.").click()
    expect(page.get_by_label("Explication pour le fournisseur")).to_have_value("Joignez le bon de livraison signé.")
    hand.presses(page.get_by_role("button", name="Confirmer la décision"))
    expect(page.get_by_text(DONE)).to_be_visible()
    assert (hand.count, house.row(reference).status) == (3, Status.SUSPENDED)
    (event,) = house.world.rows("SELECT reason_code, comment FROM demande_events ORDER BY id DESC LIMIT 1")
    assert tuple(event) == ("JUSTIF_ABS", "Joignez le bon de livraison signé.")


def test_the_message_follows_what_is_typed(person: Come, house: Office) -> None:
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, agent_page_of(Kind.INVOICE, house.deposits()))
    page.get_by_role("button", name="Rejeter", exact=True).click()
    page.get_by_label("Explication pour le fournisseur").press_sequentially("Voir votre envoi de mai")
    expect(page.get_by_label("Explication pour le fournisseur")).to_be_focused()
    expect(page.get_by_text("Message qui partira").locator("xpath=../..")).to_contain_text("Voir votre envoi de mai")


def test_a_decision_is_taken_back_from_the_next_item(person: Come, house: Office) -> None:
    first, _ = house.deposits(number="AAA-1"), house.deposits(number="BBB-2")
    someone = person()
    page, title = someone.page, someone.page.get_by_role("heading", level=1)
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    page.get_by_role("link", name="AAA-1", exact=True).click()
    page.get_by_role("button", name="Attester et liquider").click()
    expect(title).to_contain_text("BBB-2")
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(title).to_contain_text("AAA-1")
    expect(page.get_by_text("Décision annulée").first).to_be_visible()
    assert house.row(first).status == Status.DEPOSITED


def test_annuler_leaves_by_itself(person: Come, house: Office) -> None:
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, agent_page_of(Kind.INVOICE, house.deposits()))
    page.get_by_role("button", name="Attester et liquider").click()
    undo = page.get_by_role("button", name="Annuler", exact=True)
    expect(undo).to_be_visible()
    expect(undo).to_have_count(0, timeout=12_000)
    expect(page.get_by_text(DONE)).to_be_visible()


def test_what_is_read_typed_and_ordered_stands_side_by_side(person: Come, house: Office) -> None:
    order = factories.an_order(house.world, house.place, house.direction)
    someone = person()
    someone.comes_in(house.agent.email, agent_page_of(Kind.INVOICE, house.deposits(no_order="", order=order.number)))
    row = someone.page.get_by_role("row").filter(has_text="Total TTC")
    expect(row).to_contain_text("161\u202f500")
    expect(row).to_contain_text("restait")
    expect(row).to_have_attribute("data-differs", "false")


def test_the_keys_of_the_page_say_each_gesture(person: Come, house: Office) -> None:
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, agent_page_of(Kind.INVOICE, house.deposits()))
    expect(page.get_by_role("button", name="Attester et liquider")).to_be_visible()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    for words in ("l’étape attendue", "prendre en charge", "suspendre", "réorienter", "rejeter"):
        expect(dialog.get_by_text(words, exact=True)).to_be_visible()


def test_a_rib_is_validated_in_one_gesture(person: Come, world: World, stage: Stage) -> None:
    keep_files_with(world, stage)
    place = factories.an_establishment(world)
    agents = [factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2)]
    counter = Counter(world, place, factories.a_member(world, place), *agents)
    someone = person()
    someone.comes_in(agents[0].email, agent_page_of(Kind.RIB, counter.adds()))
    expect(someone.page.get_by_role("region", name="Décision").get_by_role("button").first).to_be_visible()
    hand = Hand(someone.page)
    hand.key("a")
    expect(someone.page.get_by_text("Première validation enregistrée")).to_be_visible()
    assert hand.count == 1


def test_a_habilitation_is_accepted_in_two_gestures(person: Come, world: World, stage: Stage) -> None:
    keep_files_with(world, stage)
    agent = factories.an_agent(world, Role.HABILITATION_AGENT)
    desk = Desk(world, factories.an_account(world), agent)
    someone = person()
    page = someone.page
    someone.comes_in(agent.email, agent_page_of(Kind.HABILITATION, desk.asks()))
    hand = Hand(page)
    hand.presses(page.get_by_role("button", name="Accepter", exact=True))
    hand.presses(page.get_by_role("button", name="Confirmer la décision"))
    expect(page.get_by_text(DONE)).to_be_visible()
    assert hand.count == 2
