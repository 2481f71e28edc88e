"""Bons de commande on the screen: a file is read, imported, searched, closed and taken out."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from espace_factures.core.access import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
HEAD = "Numéro;RIDET;Direction;Libellé;Montant;Date;Nom;Ligne;Quantité;Prix unitaire;TGC"


def a_file(*rows: str) -> dict[str, object]:
    """As a French spreadsheet of another age writes it."""
    return {"name": "commandes.csv", "mimeType": "text/csv", "buffer": "\r\n".join([HEAD, *rows]).encode("cp1252")}


def finds_nothing(someone: Person) -> None:
    """No fault of accessibility on the page as it is."""
    someone.looks()
    found = Axe().run(someone.page)
    assert found.violations_count == 0, found.generate_report()


@SCREENS
def test_a_file_is_read_then_imported(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    direction, width = factories.a_direction(stage), viewport["width"]
    someone = person(viewport)
    someone.comes_in(factories.an_agent(stage, Role.ADMIN).email, "/administration/bons-de-commande")
    page, number = someone.page, f"BC-{width}-1"
    page.get_by_role("link", name="Importer un fichier").click()
    good = f"{number};0 047 688 001;{direction.code};Réfection;161 500;01/10/2026;=cmd SARL;Peinture;2;80 750;6"
    someone.drops("Fichier des bons de commande", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7"})
    expect(page.get_by_text("n’est pas un CSV lisible")).to_be_visible()
    someone.drops("Fichier des bons de commande", a_file(good, good.replace(direction.code, "AILLEURS")))
    expect(page.get_by_test_id("compte")).to_contain_text("0\u00a0nouveau")
    expect(page.get_by_test_id("refus")).to_contain_text("décrit cette commande autrement")
    someone.drops(
        "Fichier des bons de commande",
        a_file(good, f"{number}-B;0 047 688 001;AILLEURS;Réfection;9;01/10/2026;;;;;"),
    )
    expect(page.get_by_test_id("compte")).to_contain_text("1\u00a0nouveau")
    expect(page.get_by_test_id("refus")).to_contain_text("« AILLEURS » est inconnue")
    finds_nothing(someone)
    page.get_by_role("button", name="Importer 1").click()
    expect(page.get_by_text("Import fait")).to_be_visible()
    someone.goes_to(f"/administration/bons-de-commande?q={number}")
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.get_by_role("heading", name=f"Bon de commande {number}")).to_be_visible()
    expect(page.get_by_text("Peinture")).to_be_visible()
    finds_nothing(someone)


@SCREENS
def test_one_is_found_closed_and_opened_again(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    place = factories.an_establishment(stage, name=f"TRAVAUX {viewport['width']} DE LA FOA")
    order = factories.an_order(stage, place, factories.a_direction(stage))
    someone = person(viewport)
    someone.comes_in(factories.an_agent(stage, Role.ADMIN).email, "/administration/bons-de-commande")
    page = someone.page
    if viewport == PHONE:
        page.get_by_text("Chercher un bon de commande").first.click()
    page.get_by_test_id("q").fill(f"{viewport['width']} foa")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.get_by_role("row").filter(has_text=order.number)).to_contain_text("161")
    finds_nothing(someone)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Exporter en CSV").click()
    assert order.number in taken.value.path().read_text("utf-8-sig")
    page.get_by_role("link", name=order.number, exact=True).click()
    page.get_by_role("button", name="Clore ce bon de commande").click()
    page.get_by_role("button", name="Clore", exact=True).click()
    expect(page.get_by_text("Écrivez pourquoi").first).to_be_visible()
    page.get_by_label("Pourquoi ?").fill("Marché terminé.")
    page.get_by_role("button", name="Clore", exact=True).click()
    expect(page.get_by_text("Le bon de commande est clos")).to_be_visible()
    expect(page.get_by_test_id("historique")).to_contain_text("Marché terminé.")
    page.get_by_role("button", name="Rouvrir ce bon de commande").click()
    page.get_by_label("Pourquoi ?").fill("Prolongé.")
    page.get_by_role("button", name="Rouvrir", exact=True).click()
    expect(page.get_by_text("Le bon de commande est rouvert.")).to_be_visible()


def test_an_agent_reads_and_keeps_nothing(stage: Stage, person: Come) -> None:
    direction = factories.a_direction(stage)
    order = factories.an_order(stage, factories.an_establishment(stage), direction)
    someone = person(DESK)
    someone.comes_in(
        factories.an_agent(stage, Role.INVOICE_AGENT, direction).email,
        f"/administration/bons-de-commande/detail?numero={order.number}",
    )
    page = someone.page
    expect(page.get_by_role("heading", name=f"Bon de commande {order.number}")).to_be_visible()
    expect(page.get_by_role("button", name="Clore ce bon de commande")).to_have_count(0)
    page.get_by_role("link", name="Bons de commande").first.click()
    expect(page.get_by_role("link", name=order.number, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Importer un fichier")).to_have_count(0)
