"""A supplier takes the rows of their list away: at once, or by a job that says how far it is."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from playwright.sync_api import Download, expect

from espace_factures import routes
from espace_factures.invoices.exporting.rules import AT_ONCE
from tests.conftest import World
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.e2e.test_every_page import faults_of
from tests.invoices.conftest import Office, office
from tests.queues.given import copies_of

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Where the server looks for its files."""
    keep_files_with(world, stage)
    return office


def numbers(download: Download) -> list[object]:
    """The second column of a sheet, as a spreadsheet shows it."""
    book = openpyxl.load_workbook(io.BytesIO(download.path().read_bytes()))
    return [row[1] for row in book.active.iter_rows(values_only=True)]


@SCREENS
def test_the_rows_of_the_filters_are_taken_at_once(person: Come, house: Office, viewport: dict[str, int]) -> None:
    house.deposits(number="F-10")
    house.deposits(number="G-20")
    someone = person(viewport)
    someone.comes_in(house.supplier.email, routes.with_query(routes.TRACKING, q="G-20"))
    page = someone.page
    page.get_by_role("link", name="Exporter", exact=True).click()
    expect(page.get_by_text("répond à ces filtres")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel (XLSX)").click()
    assert numbers(download.value) == ["Numéro", "G-20"]
    assert not faults_of(someone, routes.LIST_EXPORTS)


def test_many_rows_are_prepared_while_one_does_something_else(person: Come, house: Office) -> None:
    copies_of(house.world.engine, house.deposits(), AT_ONCE)
    someone = person(PHONE)
    someone.comes_in(house.supplier.email, routes.LIST_EXPORTS)
    page = someone.page
    expect(page.get_by_text("Plus de 5\u202f000 factures")).to_be_visible()
    page.get_by_role("button", name="Préparer en Excel (XLSX)").click()
    ready = page.get_by_test_id("exports").get_by_role("link", name="Excel (XLSX)")
    expect(ready).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        ready.click()
    assert len(numbers(download.value)) == 1 + AT_ONCE + 1
