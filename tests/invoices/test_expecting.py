"""When the money is to be expected: from the direction's own figures, and not from too few of them."""

from datetime import UTC, datetime, timedelta

import pytest

from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.expecting.rules import FEWEST, Usual, expected
from espace_factures.invoices.following.presenter.dossier import dossier_view
from espace_factures.invoices.following.presenter.rows import InvoiceRow, invoice_row
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.rules import Status
from espace_factures.oversight.models import DelaySummary
from espace_factures.oversight.rules.figures import Step
from tests.invoices.conftest import Office

DEPOSIT = datetime(2026, 11, 2, 1, tzinfo=UTC)


def test_half_then_eight_in_ten_are_told_from_the_deposit() -> None:
    found = expected(DEPOSIT, 0, Usual(64, 24, 29), DEPOSIT)
    assert found
    assert (found.first, found.last) == (noumea_date(DEPOSIT) + timedelta(24), noumea_date(DEPOSIT) + timedelta(29))


def test_suspended_days_are_added() -> None:
    found = expected(DEPOSIT, 5 * 86_400, Usual(64, 24, 29), DEPOSIT)
    assert found
    assert found.first == noumea_date(DEPOSIT) + timedelta(29)


def test_nothing_is_promised_from_fewer_than_twenty() -> None:
    assert expected(DEPOSIT, 0, Usual(FEWEST - 1, 24, 29), DEPOSIT) is None


def test_no_day_that_is_past_is_told() -> None:
    found = expected(DEPOSIT, 0, Usual(64, 24, 29), DEPOSIT + timedelta(26))
    assert found
    assert found.first == noumea_date(DEPOSIT) + timedelta(26)
    assert expected(DEPOSIT, 0, Usual(64, 24, 29), DEPOSIT + timedelta(30)) is None


def test_the_list_says_about_when(office: Office) -> None:
    counts(office, FEWEST)
    office.deposits()
    assert row(office).payment == f"vers le {near(office, 24)}"


def test_the_list_falls_back_on_the_legal_limit(office: Office) -> None:
    counts(office, FEWEST - 1)
    office.deposits()
    assert row(office).payment == f"ordre de payer avant le {near(office, 30)}"


def test_another_direction_s_figures_say_nothing_of_this_one(office: Office) -> None:
    counts(office, 500, direction_id=office.direction.id + 1)
    office.deposits()
    assert row(office).payment.startswith("ordre de payer avant")


def test_days_late_are_counted_past_the_legal_limit(office: Office) -> None:
    office.deposits()
    office.world.clock.advance(days=30)
    assert row(office).late == ""
    office.world.clock.advance(days=6)
    assert row(office).late == "en retard de 6\u00a0jours"


@pytest.mark.parametrize("status", [Status.ORDERED, Status.SENT, Status.PAID])
def test_nothing_is_late_once_the_order_is_given(office: Office, status: Status) -> None:
    office.walks(office.deposits(), status)
    office.world.clock.advance(days=60)
    assert row(office).late == ""


def test_the_page_says_what_its_date_rests_on(office: Office) -> None:
    counts(office, 64)
    reference = office.deposits()
    view = dossier_view(office.world.do(dossiers.for_person, office.supplier, Kind.INVOICE, reference))
    assert f"entre le {day(office, 24)} et le {day(office, 29)}" in view.estimate
    assert "64\u00a0factures de cette direction depuis 90\u00a0jours" in view.estimate
    assert view.estimate.endswith("la moitié payées en 24\u00a0jours, 8 sur 10 en 29.")


def test_no_date_is_estimated_while_the_supplier_is_awaited(office: Office) -> None:
    counts(office, 64)
    reference = office.deposits()
    office.walks(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison.")
    view = dossier_view(office.world.do(dossiers.for_person, office.supplier, Kind.INVOICE, reference))
    assert view.estimate == ""
    assert row(office).payment == "en attente de votre réponse"


def counts(office: Office, invoices: int, direction_id: int = 0) -> None:
    """The Province's figures of a direction: paid in 24 days, eight in ten in 29."""
    kept = DelaySummary(
        direction_id=direction_id or office.direction.id,
        step=Step.WHOLE,
        invoices=invoices,
        median_days=24,
        most_days=29,
    )
    office.world.do(lambda uow, _ports: uow.session.add(kept))


def row(office: Office) -> InvoiceRow:
    """The first line of « Mes factures »."""
    page = office.world.do(tracking.supplier_list, office.supplier, Query())
    return invoice_row(page.found.rows[0], page.delays)


def day(office: Office, days: int) -> str:
    """So many days from now."""
    return short_date(noumea_date(office.world.clock.now() + timedelta(days)))


def near(office: Office, days: int) -> str:
    """The same as a list says it: this year goes without saying."""
    return day(office, days).removesuffix("\xa02026")
