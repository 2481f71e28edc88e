"""« Mes factures » by its parts: each says how many it holds, and a newcomer is not asked to narrow nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from espace_factures import routes
from espace_factures.invoices.rules import Status
from tests.e2e.conftest import DESK, PHONE, Person
from tests.e2e.test_every_page import faults_of
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@SCREENS
def test_a_part_shows_its_rows_and_their_sum_and_back_shows_the_former(
    person: Come, office: Office, viewport: dict[str, int]
) -> None:
    rejected = office.deposits(number="REJ-1")
    office.deposits(number="VIV-2")
    office.decides(rejected, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    someone = person(viewport)
    someone.signs_in(office.supplier.email, routes.TRACKING)
    page = someone.page
    parts = page.get_by_role("navigation", name="Mes factures : parties de la liste".replace(" :", "\u202f:"))
    expect(page.get_by_test_id("somme")).to_have_text("2\xa0factures · 323\u202f000\xa0F")
    parts.get_by_role("link", name="Closes").click()
    expect(page.get_by_role("link", name="VIV-2", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="REJ-1", exact=True)).to_be_visible()
    expect(page.get_by_test_id("somme")).to_contain_text("1\xa0facture")
    expect(parts.get_by_role("link", name="Closes")).to_have_attribute("aria-current", "page")
    page.go_back()
    expect(page.get_by_role("link", name="VIV-2", exact=True)).to_be_visible()
    assert not faults_of(someone, routes.with_query(routes.TRACKING, statut="en-cours"))


def test_a_newcomer_is_led_to_their_first_deposit(person: Come, office: Office) -> None:
    someone = person(PHONE)
    someone.signs_in(office.supplier.email, routes.TRACKING)
    expect(someone.page.get_by_text("Aucune facture pour l’instant")).to_be_visible()
    expect(someone.page.get_by_label("Statut", exact=True)).to_have_count(0)
