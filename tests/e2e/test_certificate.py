"""A supplier keeps the certificate of a deposit; anybody checks it, by its picture or by the file itself."""

from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from espace_factures import routes
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.e2e.test_every_page import faults_of
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Where the server looks for its files."""
    keep_files_with(world, stage)
    return office


def taken(someone: Person) -> bytes:
    """The file behind the link of the invoice's page."""
    link = someone.page.get_by_role("link", name="Télécharger le certificat (PDF)")
    with someone.page.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()


@SCREENS
def test_the_picture_of_a_certificate_leads_a_stranger_to_the_truth(
    person: Come, house: Office, stage: Stage, viewport: dict[str, int]
) -> None:
    reference = house.deposits()
    someone = person(viewport)
    someone.comes_in(house.supplier.email, routes.with_query(routes.INVOICE, ref=reference))
    page = pypdfium2.PdfDocument(taken(someone))[0].render(scale=2).to_pil()
    (found,) = zxingcpp.read_barcodes(page)
    stranger = person(viewport)
    path = found.text[found.text.index(routes.VERIFICATION) :]
    assert not faults_of(stranger, path)
    expect(stranger.page.get_by_text("Ce dépôt a été reçu par la province Sud le")).to_be_visible()
    expect(stranger.page.get_by_text("161")).to_have_count(0)


@SCREENS
def test_the_file_itself_is_checked_and_a_changed_byte_is_told(
    person: Come, house: Office, viewport: dict[str, int]
) -> None:
    house.deposits()
    content = factories.a_pdf("Facture 1")
    someone = person(viewport)
    someone.sees(routes.VERIFICATION)
    for name, changed, said in (
        ("facture.pdf", content, "Ce fichier a été reçu par la province Sud le"),
        ("copie.pdf", content + b"\n", "Aucune facture déposée n’a exactement ce fichier"),
    ):
        someone.drops("Fichier à vérifier", {"name": name, "mimeType": "application/pdf", "buffer": changed})
        expect(someone.page.get_by_text(said)).to_be_visible()


def test_a_code_that_is_not_the_one_is_told_by_its_sentence(person: Come, house: Office) -> None:
    reference = house.deposits()
    someone = person(PHONE)
    someone.sees(routes.VERIFICATION)
    page = someone.page
    page.get_by_label("Référence").fill(reference)
    page.get_by_role("button", name="Vérifier", exact=True).click()
    expect(page.get_by_text("Recopiez le code")).to_be_visible()
    expect(page.get_by_label("Référence")).to_have_value(reference)
    page.get_by_label("Code de vérification").fill("0000-0000-0000")
    page.get_by_role("button", name="Vérifier", exact=True).click()
    expect(page.get_by_role("alert").get_by_text("ne vont pas ensemble")).to_be_visible()
    expect(page.get_by_label("Référence")).to_have_value(reference)
