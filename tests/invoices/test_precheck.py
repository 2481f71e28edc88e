"""What a draft is told while it is typed: one rule, one sentence, and the field to correct."""

import pytest

from espace_factures.core.documents import Finding, Level
from espace_factures.invoices.deposit.presenter.draft import draft_notes, order_view, running_total
from espace_factures.invoices.deposit.service import drafting
from espace_factures.invoices.deposit.service.drafting import DraftPage
from tests import factories
from tests.invoices.conftest import Office

SUMS = {"total_ht": "150 000", "tgc_6": "6 000", "tgc_11": "5 500", "total_ttc": "161 500"}


def typed(office: Office, draft: str = "", **values: str) -> DraftPage:
    """The draft once these fields are typed."""
    draft = draft or office.drops()
    chosen = {"establishment": str(office.place.id)}
    office.world.do(drafting.choose_place, office.supplier, draft, chosen)
    return office.world.do(drafting.save, office.supplier, draft, values)


def about(page: DraftPage, field: str) -> list[Finding]:
    """What is said of a field."""
    return [finding for finding in page.warnings if finding.field == field]


def test_a_draft_that_says_nothing_wrong_is_told_nothing(office: Office) -> None:
    assert typed(office, number="F-1", issued_on="2026-11-03", **SUMS).warnings == []


def test_a_total_that_is_not_the_sum_is_told_before_it_is_sent(office: Office) -> None:
    page = typed(office, **SUMS | {"total_ttc": "161 501"})
    (finding,) = about(page, "total_ttc")
    assert (finding.level, "161\u202f500" in finding.message) == (Level.ERROR, True)
    assert running_total(page.look).words.endswith("le TTC écrit a 1\u00a0F de plus")


def test_totals_typed_in_part_are_not_judged_yet(office: Office) -> None:
    page = typed(office, total_ht="150 000", tgc_6="6 000")
    assert (page.warnings, running_total(page.look).words) == ([], "")


def test_a_day_to_come_is_told_before_it_is_sent(office: Office) -> None:
    (finding,) = about(typed(office, issued_on="2026-11-30"), "issued_on")
    assert (finding.level, "futur" in finding.message) == (Level.ERROR, True)


def test_more_than_is_left_of_the_order_is_told_with_what_is_left(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=100_000, invoiced=40_000)
    page = typed(office, order=order.number, **SUMS)
    (finding,) = about(page, "total_ttc")
    assert "Il reste 60\u202f000\u00a0F" in finding.message
    assert "dépassé de 101\u202f500\u00a0F" in order_view(page).words


def test_a_closed_order_is_told_before_it_is_sent(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, is_open=False)
    assert [finding.level for finding in about(typed(office, order=order.number), "order")] == [Level.ERROR]


@pytest.mark.parametrize("again", ["NT-2026-0O1", "NT-2026-OO1", "NT-2O26-001", "NT-2026-00l", "nt 2026 001"])
def test_a_number_that_is_taken_for_another_is_told_with_a_link(office: Office, again: str) -> None:
    first = office.deposits(number="NT-2026-001")
    page = typed(office, number=again, issued_on="2026-11-03")
    if again == "NT-2026-OO1":
        assert about(page, "number") == []
        return
    assert first in about(page, "number")[0].message
    assert any(first in note.link for note in draft_notes(page))


def test_one_digit_apart_is_told_for_the_same_amount_alone(office: Office) -> None:
    first = office.deposits(number="F-2026-0418")
    near = typed(office, number="F-2026-0419", issued_on="2026-11-03", **SUMS)
    assert [first in finding.message for finding in about(near, "number")] == [True]
    other = SUMS | {"total_ht": "150 001", "total_ttc": "161 501"}
    assert about(typed(office, number="F-2026-0419", issued_on="2026-11-03", **other), "number") == []


def test_an_amount_on_an_order_is_the_same_again_for_sixty_days(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=1_000_000).number
    first = office.deposits(no_order="", order=order)
    again = typed(office, number="X-99", order=order, **SUMS)
    assert [first in finding.message for finding in about(again, "total_ttc")] == [True]
    office.world.clock.advance(days=61)
    assert about(typed(office, number="X-99", order=order, **SUMS), "total_ttc") == []


def test_mentions_that_the_document_lacks_are_told_without_holding_it(office: Office) -> None:
    from tests.adapters.documents_given import a_pdf

    content = a_pdf("Facture n° F-77", "Date : 03/11/2026", "Total HT : 1 000 F", "Total TTC : 1 000 F")
    (finding,) = about(typed(office, office.drops(content)), "document")
    assert (finding.level, "le RIDET du vendeur" in finding.message) == (Level.INFO, True)
