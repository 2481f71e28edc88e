"""The rows of a list leave in a sheet: all of them and no other, harmless, at once or by a job that resumes."""

import csv
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from espace_factures import routes
from espace_factures.core import sheets
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.invoices.exporting import rules as exporting_rules
from espace_factures.invoices.exporting.messages import HEADINGS
from espace_factures.invoices.exporting.rules import Sheet
from espace_factures.invoices.exporting.service import exports
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office
from tests.loops import finished

ALL = routes.LIST_EXPORTS
BOTH = pytest.mark.parametrize("sheet", sorted(Sheet))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows at once, two in memory, seven at most."""
    for name, most in (("AT_ONCE", 3), ("CHUNK", 2), ("MOST", 8)):
        monkeypatch.setattr(exports, name, most)


def opened(sheet: Sheet, content: bytes) -> list[list[Any]]:
    """The cells, as a spreadsheet shows them."""
    if sheet is Sheet.CSV:
        text = content.decode().removeprefix(sheets.MARK)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def at_once(office: Office, sheet: Sheet, filters: str = ALL) -> list[list[Any]]:
    taken = finished(exports.at_once(office.supplier, filters, sheet))
    assert taken
    return opened(sheet, taken.content)


def made(office: Office, sheet: Sheet, filters: str = ALL) -> exports.Taken:
    """Ask for it, and let the job work."""
    office.world.do(exports.begin, office.supplier, filters, sheet)
    (row,) = office.world.rows("SELECT public_id FROM invoice_exports WHERE ready_at IS NULL")
    finished(exports.make(row.public_id))
    return finished(exports.take(office.supplier, row.public_id))


@BOTH
def test_a_row_says_what_the_list_says(office: Office, sheet: Sheet) -> None:
    reference = office.deposits(number="F-77")
    headings, row = at_once(office, sheet)
    assert tuple(headings) == HEADINGS
    found = dict(zip(headings, row, strict=True))
    assert (found["Référence"], found["Numéro"], found["Statut"]) == (reference, "F-77", "Déposée")
    assert str(found["Montant TTC (F CFP)"]) == "161500"
    day = found["Déposée le"]
    assert str(day)[:10] == "2026-11-18"


@BOTH
def test_what_could_be_a_formula_is_a_text(office: Office, sheet: Sheet) -> None:
    office.deposits(number="=1+1")
    cell = at_once(office, sheet)[1][1]
    assert cell in {"'=1+1", "=1+1"}
    if sheet is Sheet.XLSX:
        taken = finished(exports.at_once(office.supplier, ALL, sheet))
        assert taken
        assert openpyxl.load_workbook(io.BytesIO(taken.content)).active["B2"].data_type == "s"


def test_the_filters_of_the_address_are_those_of_the_sheet(office: Office) -> None:
    rejected = office.deposits()
    office.deposits()
    office.decides(rejected, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    rows = at_once(office, Sheet.CSV, routes.with_query(ALL, statut="rejetee"))
    assert [row[0] for row in rows[1:]] == [rejected]


def test_nobody_takes_the_rows_of_others(office: Office) -> None:
    office.deposits()
    stranger = factories.an_account(office.world)
    taken = finished(exports.at_once(stranger, ALL, Sheet.CSV))
    assert taken
    assert len(opened(Sheet.CSV, taken.content)) == 1


@BOTH
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("sort", ["recentes", "anciennes", "montant-desc", "montant-asc"])
def test_a_job_writes_every_row_once_in_the_order_of_the_list(office: Office, sheet: Sheet, sort: str) -> None:
    for rank in range(5):
        office.world.clock.advance(minutes=1)
        office.deposits(number=f"N-{rank}", total_ht="100", tgc_6="", tgc_11="", total_ttc="100")
    filters = routes.with_query(ALL, tri=sort)
    assert finished(exports.at_once(office.supplier, filters, sheet)) is None
    rows = opened(sheet, made(office, sheet, filters).content)[1:]
    numbers = [row[1] for row in rows]
    assert sorted(numbers) == [f"N-{rank}" for rank in range(5)]
    if sort == "anciennes":
        assert numbers == sorted(numbers)


@pytest.mark.usefixtures("small")
def test_past_what_an_export_takes_the_page_says_it(office: Office) -> None:
    for rank in range(9):
        office.deposits(number=f"N-{rank}A")
    assert len(opened(Sheet.CSV, made(office, Sheet.CSV).content)) == 1 + 8
    (row,) = office.world.do(exports.offered, office.supplier, ALL).made
    assert (row.done, row.is_cut) == (8, True)


@pytest.mark.usefixtures("small")
def test_two_clicks_make_one_and_a_job_done_again_changes_nothing(office: Office) -> None:
    office.deposits()
    office.world.do(exports.begin, office.supplier, ALL, Sheet.CSV)
    taken = made(office, Sheet.CSV)
    (row,) = office.world.rows("SELECT public_id FROM invoice_exports")
    finished(exports.make(row.public_id))
    assert finished(exports.take(office.supplier, row.public_id)) == taken


def test_an_export_is_its_person_s_alone_and_is_forgotten_after_a_week(office: Office) -> None:
    office.deposits()
    made(office, Sheet.CSV)
    (row,) = office.world.rows("SELECT public_id FROM invoice_exports")
    with pytest.raises(NotFoundError):
        finished(exports.take(factories.an_account(office.world), row.public_id))
    office.world.clock.advance(hours=exporting_rules.KEPT / timedelta(hours=1) + 1)
    with pytest.raises(NotFoundError):
        finished(exports.take(office.supplier, row.public_id))
    finished(exports.purge())
    assert not office.world.rows("SELECT 1 FROM invoice_exports")


def test_twenty_a_day_are_enough(office: Office) -> None:
    for rank in range(20):
        office.world.do(exports.begin, office.supplier, routes.with_query(ALL, q=f"N{rank}"), Sheet.CSV)
    with pytest.raises(DomainError, match="Assez de fichiers"):
        office.world.do(exports.begin, office.supplier, routes.with_query(ALL, q="N21"), Sheet.CSV)
