"""A TGC rate is a row with dates: the form, the checks and the readings follow it."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from espace_factures.core.errors import FormError
from espace_factures.invoices.deposit.presenter.draft import draft_view, shown_rates
from espace_factures.invoices.deposit.service import drafting, drafts
from espace_factures.invoices.deposit.service.drafting import DraftPage
from espace_factures.organisation.models import TgcRateRow
from espace_factures.organisation.service import parameters
from tests.adapters.documents_given import a_cii
from tests.conftest import World
from tests.invoices.conftest import Office

BEFORE, FIRST_DAY = "2026-11-09", "2026-11-10"
TYPED = {"total_ht": "100 000", "tgc_6": "", "tgc_11": "", "tgc_8": "8 000", "total_ttc": "108 000"}
EIGHT_IN_XML = (
    ("<ram:RateApplicablePercent>11<", "<ram:RateApplicablePercent>8<"),
    (">5500<", ">4000<"),
    (">11500<", ">10000<"),
    (">161500<", ">160000<"),
)


def add_rate(world: World, percent: str, valid_from: str) -> None:
    """One row, as an administrator adds it."""
    row = TgcRateRow(rate=Decimal(percent), valid_from=date.fromisoformat(valid_from), set_at=world.clock.now())
    with Session(world.engine) as session:
        session.add(row)
        session.commit()
    parameters.kept.forget()


def page(office: Office, draft: str) -> DraftPage:
    """The page of a draft."""
    return office.world.do(drafting.open_draft, office.supplier, draft).now


def labels(office: Office, issued_on: str) -> list[str]:
    """The amounts that the form asks for an invoice of that day."""
    draft = office.drops()
    office.world.do(drafts.save_fields, office.supplier, draft, {"issued_on": issued_on})
    return [amount.label for amount in draft_view(page(office, draft), ()).amounts]


def test_the_form_asks_the_rates_in_force_at_the_date_of_the_invoice(office: Office) -> None:
    usual = ["Total HT", "TGC 3\u00a0%", "TGC 6\u00a0%", "TGC 11\u00a0%", "TGC 22\u00a0%", "Total TTC"]
    add_rate(office.world, "8", FIRST_DAY)
    assert labels(office, BEFORE) == usual
    assert labels(office, FIRST_DAY) == [*usual[:3], "TGC 8\u00a0%", *usual[3:]]


def test_a_rate_of_another_date_is_in_view_when_no_rate_is_folded_away(office: Office) -> None:
    add_rate(office.world, "8", FIRST_DAY)
    draft = office.drops()
    office.world.do(drafts.save_fields, office.supplier, draft, {"issued_on": BEFORE})
    as_it_opened = shown_rates(page(office, draft))
    office.world.do(drafts.save_fields, office.supplier, draft, {"issued_on": FIRST_DAY})
    assert all(amount.is_shown for amount in draft_view(page(office, draft), as_it_opened).amounts)


def test_the_rates_of_a_form_that_opens_with_an_amount_are_folded_but_its_own(office: Office) -> None:
    draft = office.drops()
    office.world.do(drafts.save_fields, office.supplier, draft, {"tgc_6": "6 000"})
    opened = page(office, draft)
    amounts = draft_view(opened, shown_rates(opened)).amounts
    assert [amount.name for amount in amounts if amount.is_shown] == ["total_ht", "tgc_6", "total_ttc"]


def test_an_invoice_before_the_first_known_rates_is_asked_for_those(office: Office) -> None:
    assert labels(office, "2017-05-02")[1:-1] == ["TGC 3\u00a0%", "TGC 6\u00a0%", "TGC 11\u00a0%", "TGC 22\u00a0%"]


def test_a_new_rate_is_accepted_from_its_first_day_on(office: Office) -> None:
    add_rate(office.world, "8", FIRST_DAY)
    reference = office.deposits(issued_on=FIRST_DAY, **TYPED)
    assert office.row(reference).taxes == {"8": 8_000}


def test_a_new_rate_is_refused_the_day_before(office: Office) -> None:
    add_rate(office.world, "8", FIRST_DAY)
    with pytest.raises(FormError) as refused:
        office.deposits(issued_on=BEFORE, **TYPED)
    assert "pas en vigueur" in refused.value.fields["tgc_8"]


def test_a_rate_with_decimals_is_a_rate_like_another(office: Office) -> None:
    add_rate(office.world, "5.5", FIRST_DAY)
    assert "TGC 5,5\u00a0%" in labels(office, FIRST_DAY)
    typed = TYPED | {"tgc_8": "", "tgc_5_5": "5 500", "total_ttc": "105 500"}
    assert office.row(office.deposits(issued_on=FIRST_DAY, **typed)).taxes == {"5.5": 5_500}


def test_a_badly_written_tax_is_said_at_its_field(office: Office) -> None:
    with pytest.raises(FormError) as refused:
        office.form(tgc_6="six mille")
    assert list(refused.value.fields) == ["tgc_6"]


def test_a_new_rate_read_in_a_file_fills_its_field(office: Office) -> None:
    add_rate(office.world, "8", "2026-11-01")
    draft = page(office, office.drops(a_cii(*EIGHT_IN_XML))).draft
    assert (draft.values["tgc_8"], draft.sources["tgc_8"]) == ("4000", "xml")


def test_a_rate_that_the_tgc_does_not_have_is_questioned(office: Office) -> None:
    content = a_cii(("<ram:RateApplicablePercent>11<", "<ram:RateApplicablePercent>20<"))
    found = page(office, office.drops(content)).warnings
    assert ("TX_TVA_ERR", "document") in [(finding.code, finding.field) for finding in found]


def test_a_rate_that_the_tgc_has_is_not_questioned(office: Office) -> None:
    assert "TX_TVA_ERR" not in [finding.code for finding in page(office, office.drops(a_cii())).warnings]


def test_what_was_typed_under_a_rate_comes_back_with_its_date(office: Office) -> None:
    add_rate(office.world, "8", FIRST_DAY)
    draft = office.drops()
    for typed in ({"issued_on": FIRST_DAY, "tgc_8": "8 000"}, {"issued_on": BEFORE}, {"issued_on": FIRST_DAY}):
        office.world.do(drafts.save_fields, office.supplier, draft, typed)
    assert {amount.name: amount.value for amount in draft_view(page(office, draft), ()).amounts}[
        "tgc_8"
    ] == "8\u202f000"
