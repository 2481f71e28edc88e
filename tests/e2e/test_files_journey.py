"""Twelve mixed files dropped at once: each ends where it should, and those that agree leave together."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from espace_factures import routes
from tests import factories
from tests.adapters.documents_given import a_cii, a_sample
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
IBAN = "FR7617499000101234567890102"
"""Of the sample."""
READ_MS = 30_000


def an_invoice(ridet: str, number: str, order: str) -> bytes:
    """An XML of an établissement on a bon de commande."""
    return a_cii(("0047688001", ridet), ("F2026-0001", number), ("BC-2026-000123", order))


def a_file(name: str, content: bytes) -> dict[str, Any]:
    """What a browser hands over."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def a_zip(**files: bytes) -> bytes:
    """An archive of these files, and of what a Mac adds to it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"lot/{name.replace('_', '.')}", content)
        archive.writestr("__MACOSX/lot/._x", b"")
    return packed.getvalue()


def the_line(page: Page, name: str) -> Locator:
    """A file among « Mes fichiers »."""
    return page.get_by_role("list", name="Mes fichiers").get_by_role("listitem").filter(has_text=name)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_mixed_files_end_where_they_should(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    place = factories.an_establishment(stage)
    direction = factories.a_direction(stage)
    orders = [factories.an_order(stage, place, direction).number for _ in range(3)]
    factories.a_rib(stage, place, is_default=True, iban=IBAN)
    member, someone = factories.a_member(stage, place), person(viewport)
    someone.comes_in(member.email, routes.DEPOSIT)
    lecture = stage.samples / "lecture" / "1-001"
    first, second, third = (
        an_invoice(place.ridet, f"F-{rank}", order) for rank, order in zip((11, 22, 33), orders, strict=True)
    )
    someone.drops(
        "Document de la facture",
        a_file("f1.xml", first),
        a_file("f2.xml", second),
        a_file("lot.zip", a_zip(f3_xml=third, devis_docx=b"PK\x03\x04 rien")),
        a_file("scan.pdf", (lecture / "scan.pdf").read_bytes()),
        a_file("photo.jpg", (lecture / "photo.jpg").read_bytes()),
        a_file("facture.docx", b"PK\x03\x04[Content_Types].xml word/"),
        a_file("encore.xml", first),
        a_file("avoir.xml", a_sample("cases/C01-avoir-381-positif.xml")),
        a_file("autre.xml", an_invoice("1234567001", "F-90", orders[0])),
        a_file("faux.xml", a_sample("nc_wrong_total.xml")),
    )
    page = someone.page
    for name in ("f1.xml", "f2.xml", "f3.xml"):
        expect(the_line(page, name)).to_contain_text("tout concorde", timeout=READ_MS)
    for name in ("scan.pdf", "photo.jpg", "autre.xml", "faux.xml"):
        expect(the_line(page, name)).to_contain_text("à relire", timeout=READ_MS)
    expect(the_line(page, "avoir.xml")).to_contain_text("Un avoir ne se paie pas")
    for name in ("facture.docx", "devis.docx"):
        expect(the_line(page, name)).to_contain_text("Refusé")
    expect(the_line(page, "encore.xml")).to_have_count(0)
    page.get_by_role("button", name="Envoyer les 3 conformes").click()
    expect(page.get_by_text("3\u00a0factures envoyées.")).to_be_visible()
    expect(the_line(page, "f1.xml")).to_have_count(0)
    someone.drops("Document de la facture", a_file("f1.xml", first), a_file("x.docx", b"PK\x03\x04"))
    expect(the_line(page, "f1.xml").get_by_role("link", name=re.compile("facture EF-"))).to_be_visible()
    page.get_by_role("button", name="Retirer f1.xml").click()
    page.get_by_role("button", name="Retirer le fichier").click()
    expect(the_line(page, "f1.xml")).to_have_count(0)


def test_a_scan_fills_its_form_once_it_is_read(stage: Stage, person: Come) -> None:
    someone = person(PHONE)
    someone.comes_in(factories.a_member(stage, factories.an_establishment(stage)).email, routes.DEPOSIT)
    someone.drops("Document de la facture", stage.samples / "lecture" / "1-001" / "scan.pdf")
    number = someone.page.get_by_label("Numéro de la facture", exact=True)
    expect(number).to_have_value("FAC/2026/04/0072", timeout=READ_MS)
    expect(someone.page.get_by_text("lu sur l’image").first).to_be_visible()
    number.press("End")
    number.press_sequentially("X")
    someone.page.wait_for_timeout(700)
    someone.page.reload()
    expect(number).to_have_value("FAC/2026/04/0072X")
