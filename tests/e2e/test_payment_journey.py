"""A comptable at work: what is to be paid is read, exported, and the payments that came back are recorded."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from espace_factures.core.access import Role
from espace_factures.invoices.rules import Status
from tests import factories
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office

Come = Callable[..., Person]
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


def an_office(world: World, stage: Stage) -> Office:
    """People around invoices whose files the server finds."""
    keep_files_with(world, stage)
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    people = [factories.an_agent(world, Role.ACCOUNTANT) for _ in range(2)]
    agent = factories.an_agent(world, Role.INVOICE_AGENT, direction)
    rib = factories.a_rib(world, place, is_default=True)
    supplier = factories.a_member(world, place)
    return Office(world, place, direction, supplier, agent, people[0], people[1], rib)


def finds_nothing(someone: Person) -> None:
    """No fault of accessibility on the page as it is."""
    someone.looks()
    found = Axe().run(someone.page)
    assert found.violations_count == 0, found.generate_report()


@SCREENS
def test_a_comptable_pays_by_files(world: World, stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    office = an_office(world, stage)
    references = [office.deposits() for _ in range(3)]
    for reference in references:
        office.walks(reference, Status.SENT)
    assert office.payer
    assert office.rib
    someone = person(viewport)
    someone.comes_in(office.payer.email, "/administration/paiements")
    page = someone.page
    group = page.get_by_test_id("groupe")
    expect(group).to_contain_text(office.place.name)
    assert office.rib.iban in group.inner_text().replace(" ", "").replace("\u00a0", "")
    finds_nothing(someone)
    page.get_by_role("button", name="Préparer le fichier").click()
    expect(page.get_by_text("3\u00a0factures, 484\u202f500\u00a0F").first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_test_id("exports").get_by_role("link").first.click()
    rows = taken.value.path().read_text("utf-8-sig").splitlines()
    assert len(rows) == 4
    page.get_by_role("link", name="Enregistrer des paiements").click()
    lines = [f"{reference};161 500;18/11/2026;VIR-{rank}" for rank, reference in enumerate(references[:2])]
    content = "\n".join(["reference;montant;date;paiement", *lines, "EF-2020-000001;1;18/11/2026;X"])
    someone.drops(
        "Fichier des paiements", {"name": "p.csv", "mimeType": "text/csv", "buffer": content.encode("utf-8-sig")}
    )
    expect(page.get_by_test_id("refus")).to_contain_text("Aucune facture")
    finds_nothing(someone)
    page.get_by_role("button", name="Enregistrer 2").click()
    expect(page.get_by_text("2\u00a0paiements enregistrés")).to_be_visible()
    expect(page.get_by_text("Terminé")).to_be_visible()
    assert {office.row(reference).status for reference in references} == {"payee", "transmise"}
    supplier = person(viewport)
    supplier.comes_in(office.supplier.email, f"/factures/detail?ref={references[0]}")
    expect(supplier.page.get_by_text("VIR-0").first).to_be_visible()
