"""« Ce qui va être payé », week by week, as sure as it is; and in how many days the supplier is paid."""

from datetime import timedelta

from espace_factures.core.words import NBSP
from espace_factures.invoices.expecting.repository import Lately
from espace_factures.invoices.expecting.rules import Certainty, Coming
from espace_factures.invoices.following.presenter.coming import Mean, Plot, Week, mean_of, plot_of
from espace_factures.invoices.following.presenter.home import home_figures
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.rules import Status
from tests.invoices.conftest import Office
from tests.invoices.test_expecting import counts
from tests.invoices.test_payees import freezes
from tests.invoices.test_waiting import suspends

MONTH = timedelta(days=30)


def shown(office: Office) -> Plot:
    """What their supplier sees."""
    return plot_of(office.world.do(tracking.home, office.supplier).coming, office.world.clock.now())


def filled(plot: Plot) -> dict[str, Week]:
    """The weeks in which something is to be paid."""
    return {week.label: week for week in plot.weeks if week.bars}


def test_nothing_is_drawn_when_nothing_is_to_be_paid(office: Office) -> None:
    office.walks(office.deposits(), Status.PAID)
    assert shown(office) == Plot()


def test_each_invoice_stands_in_the_week_when_half_of_its_like_are_paid(office: Office) -> None:
    counts(office, 64)
    office.deposits()
    office.walks(office.deposits(), Status.SENT)
    suspends(office)
    weeks = filled(shown(office))
    assert list(weeks) == [f"7{NBSP}déc.", "sans date"]
    assert [bar.kind for bar in weeks[f"7{NBSP}déc."].bars] == ["ordre", "en-cours"]
    assert [bar.kind for bar in weeks["sans date"].bars] == ["suspendu"]
    assert (weeks["sans date"].is_apart, weeks["sans date"].invoices) == (True, "1")


def test_six_weeks_are_named_by_their_monday_and_add_up_to_what_is_to_receive(office: Office) -> None:
    counts(office, 64)
    for _ in range(3):
        office.deposits()
    suspends(office)
    home, plot = office.world.do(tracking.home, office.supplier), shown(office)
    assert [(week.label, week.under) for week in plot.weeks[:2]] == [
        (f"16{NBSP}nov.", "cette semaine"),
        (f"23{NBSP}nov.", ""),
    ]
    assert len(plot.weeks) == 7
    assert sum(one.amount for one in home.coming) == 4 * 161_500
    assert home_figures(home)[0].value == "646\u202f000\u00a0F"


def test_without_enough_figures_or_a_valid_rib_no_week_is_named(office: Office) -> None:
    office.deposits()
    assert list(filled(shown(office))) == ["sans date"]
    counts(office, 64)
    assert "sans date" not in filled(shown(office))
    freezes(office)
    assert list(filled(shown(office))) == ["sans date"]


def test_what_takes_longer_than_usual_has_no_week_any_more(office: Office) -> None:
    counts(office, 64)
    office.deposits()
    office.world.clock.advance(days=29)
    assert next(iter(filled(shown(office)))) != "sans date"
    office.world.clock.advance(days=1)
    assert list(filled(shown(office))) == ["sans date"]


def test_bars_are_stacked_from_the_surest_and_drawn_to_one_scale(office: Office) -> None:
    now = office.world.clock.now()
    monday = (now - timedelta(days=now.weekday())).date()
    plot = plot_of(
        [
            Coming(Certainty.GOING, monday, 1, 100),
            Coming(Certainty.ORDERED, monday, 1, 300),
            Coming(Certainty.GOING, monday + timedelta(weeks=9), 2, 25_000_000),
        ],
        now,
    )
    first, *_, later = plot.weeks
    assert [(bar.kind, bar.low, bar.top) for bar in first.bars] == [
        ("ordre", "0.00%", "100.00%"),
        ("en-cours", "0.00%", "100.00%"),
    ]
    assert (later.label, later.total, later.going) == ("plus tard", f"25,0{NBSP}M", "25\u202f000\u202f000\u00a0F")
    assert (later.bars[0].top, later.bars[0].size) == ("0.00%", "100.00%")
    assert "25\u202f000\u202f400\u00a0F au total" in plot.label


def test_the_mean_goes_from_the_deposit_to_the_day_of_the_payment(office: Office) -> None:
    for days in (10, 20):
        reference = office.deposits()
        office.world.clock.advance(days=days)
        office.walks(reference, Status.PAID)
    assert office.world.do(tracking.home, office.supplier).lately == Lately(2, 15, 10, 20)


def test_no_mean_is_said_under_five_payments() -> None:
    assert mean_of(Lately(0, None), MONTH) == Mean()
    assert mean_of(Lately(4, 12, 9, 20), MONTH) == Mean()


def test_the_mean_is_said_with_its_ends_and_the_day_due() -> None:
    mean = mean_of(Lately(32, 21, 9, 27), MONTH)
    assert mean.title == "Vous êtes payé en 21\u00a0jours en moyenne"
    assert mean.around == "de 9 à 27\u00a0jours"
    assert "vos 32 derniers paiements" in mean.basis
    assert (mean.start, mean.at, mean.due) == ("27.78%", "64.81%", "92.59%")
