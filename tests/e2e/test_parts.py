"""« Mes factures »: parts, filters, sums and orders; a newcomer is not asked to narrow nothing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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
def test_parts_filters_and_headings_stand_in_the_address(
    person: Come, office: Office, viewport: dict[str, int]
) -> None:
    rejected = office.deposits(number="REJ-1")
    office.deposits(number="VIV-20")
    office.deposits(number="VIV-31", total_ht="1 000", tgc_6="", tgc_11="", total_ttc="1 000")
    office.decides(rejected, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    someone = person(viewport)
    someone.comes_in(office.supplier.email, routes.TRACKING)
    page, rows = someone.page, someone.page.locator("tbody").get_by_role("link")
    parts = page.get_by_role("navigation", name="Mes factures : parties de la liste".replace(" :", "\u202f:"))
    expect(page.get_by_test_id("somme")).to_have_text("3\xa0factures · 324\u202f000\xa0F")
    parts.get_by_role("link", name="En cours").click()
    expect(rows).to_have_text(["VIV-31", "VIV-20"])
    page.get_by_test_id("q").fill("v-2")
    expect(rows).to_have_text(["VIV-20"])
    expect(page.get_by_test_id("q")).to_be_focused()
    expect(page.get_by_test_id("somme")).to_have_text("1\xa0facture · 161\u202f500\xa0F")
    page.get_by_role("link", name="Effacer les filtres").click()
    expect(rows).to_have_count(2)
    _put_in_order(page, viewport)
    expect(rows).to_have_text(["VIV-31", "VIV-20"])
    page.go_back()
    page.reload()
    expect(rows).to_have_text(["VIV-20", "VIV-31"])
    page.goto(someone.url + routes.with_query(routes.TRACKING, statut="en-cours", q="rien du tout"))
    expect(page.get_by_text("Aucune facture de cette partie ne répond à ces filtres.")).to_be_visible()
    assert not faults_of(someone, routes.with_query(routes.TRACKING, statut="en-cours", periode="dates", min="1000"))


def _put_in_order(page: Page, viewport: dict[str, int]) -> None:
    """By amount, falling then rising: from the headings on a desk, from the filters on a phone."""
    if viewport == PHONE:
        page.locator("summary", has_text="Filtrer").click()
    for order, first in (("descending", "montant-desc"), ("ascending", "montant-asc")):
        if viewport == PHONE:
            page.get_by_label("Trier par", exact=True).select_option(first)
        else:
            page.get_by_role("columnheader", name="Montant TTC").get_by_role("link").click()
        expect(page).to_have_url(re.compile(first))
        heading = page.locator("th", has_text="Montant TTC")
        expect(heading).to_have_attribute("aria-sort", order)


def test_a_newcomer_is_led_to_their_first_deposit(person: Come, office: Office) -> None:
    someone = person(PHONE)
    someone.comes_in(office.supplier.email, routes.TRACKING)
    expect(someone.page.get_by_text("Aucune facture pour l’instant")).to_be_visible()
    expect(someone.page.get_by_label("Période", exact=True)).to_have_count(0)
