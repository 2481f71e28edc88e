"""Lists by keyset: every invoice once, in order, on whatever page."""

from datetime import timedelta

import pytest

from espace_factures import routes
from espace_factures.invoices.following import forms as following_forms
from espace_factures.invoices.following.forms import Filters
from espace_factures.invoices.following.presenter.rows import part_rows, sum_words
from espace_factures.invoices.following.repository import filters, slices
from espace_factures.invoices.following.repository.filters import SORTS
from espace_factures.invoices.following.rules import PARTS, Query, Share
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows a page, so that ten invoices make four pages."""
    monkeypatch.setattr(slices, "PAGE_SIZE", 3)
    monkeypatch.setattr(following_forms, "PAGE_SIZE", 3)


def numbers(office: Office, query: Query) -> list[str]:
    """The numbers on a page."""
    return [row.number for row in office.world.do(tracking.supplier_list, office.supplier, query).found.rows]


def many(office: Office, count: int = 10) -> list[str]:
    """Invoices a minute apart, two of them of the same amount."""
    made = []
    for position in range(count):
        office.world.clock.advance(minutes=1)
        amount = f"{1000 + 100 * (position // 2)}"
        typed = {"number": f"N{position:02d}", "total_ht": amount, "tgc_6": "", "tgc_11": "", "total_ttc": amount}
        office.deposits(**typed)
        made.append(f"N{position:02d}")
    return made


@pytest.mark.parametrize("sort", list(SORTS))
@pytest.mark.usefixtures("small_pages")
def test_turning_pages_forth_and_back_shows_every_invoice_once(office: Office, sort: str) -> None:
    made = many(office)
    page, seen, route = Filters(tri=sort), [], "/x"
    visited = []
    while True:
        found = office.world.do(tracking.supplier_list, office.supplier, page.query(office.world.clock.now())).found
        seen += [row.number for row in found.rows]
        visited.append([row.number for row in found.rows])
        previous, following = following_forms.neighbours(page, found, route)
        if not following:
            break
        page = following_forms.read_filters(following_forms.query_of(following))
    assert sorted(seen) == sorted(made)
    back = following_forms.read_filters(following_forms.query_of(previous))
    assert numbers(office, back.query(office.world.clock.now())) == visited[-2]


def test_the_newest_comes_first_by_default(office: Office) -> None:
    made = many(office, 3)
    assert numbers(office, Query()) == made[::-1]


@pytest.mark.parametrize("typed", ["n07", "N 07", "N07"])
def test_a_number_is_found_by_its_beginning_however_it_is_typed(office: Office, typed: str) -> None:
    many(office)
    assert numbers(office, Query(search=typed)) == ["N07"]


@pytest.mark.parametrize(
    "typed", ["0318", "18", "2026-03", "F-2026-0318", "n° F-2026-0318", "00871", "bc-26", "BC 26 00871"]
)
def test_any_part_of_a_number_or_of_an_order_is_found(office: Office, typed: str) -> None:
    factories.an_order(office.world, office.place, office.direction, number="BC-26-00871")
    office.deposits(number="F-2026-0318", no_order="", order="BC-26-00871")
    office.deposits(number="AUTRE")
    assert numbers(office, Query(search=typed)) == ["F-2026-0318"]


def test_a_search_too_short_for_an_index_goes_through_the_latest_of_each_place(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "LOOKED_THROUGH", 4)
    slices._statement.cache_clear()
    slices._sum.cache_clear()
    many(office)
    assert numbers(office, Query(search="N0", sort="anciennes")) == ["N06", "N07", "N08", "N09"]
    assert shown(office, q="n0").answering == Share(4, 1_300 * 2 + 1_400 * 2)
    assert numbers(office, Query(search="N01")) == ["N01"]
    slices._statement.cache_clear()
    slices._sum.cache_clear()


def test_who_follows_two_places_finds_each_invoice_once_and_none_of_others(office: Office) -> None:
    made = many(office, 4)
    others = factories.an_establishment(office.world), factories.an_establishment(office.world)
    factories.a_member(office.world, others[1])
    also = factories.a_member(office.world, others[0], office.supplier)
    for query in (Query(search="N0"), Query(search="N00"), Query(search="EF-2026"), Query(lowest=1), Query()):
        found = office.world.do(tracking.supplier_list, also, query)
        rows = [row.number for row in found.found.rows]
        assert len(rows) == len(set(rows)) == (found.answering or Share()).invoices, query
    assert numbers(office, Query(lowest=1, sort="anciennes")) == made


def test_an_amount_is_found_exactly(office: Office) -> None:
    many(office)
    assert sorted(numbers(office, Query(search="1 200 F"))) == ["N04", "N05"]


def test_a_reference_is_found(office: Office) -> None:
    reference = office.deposits(number="PAR-REF")
    assert numbers(office, Query(search=reference.lower())) == ["PAR-REF"]


@pytest.mark.parametrize(
    "typed", ["EF2026000001", "ef 2026 000001", "2026-000001", "000001", "\u200bEF–2026–000001 ", "ＥＦ2026000001"]
)
def test_a_reference_is_found_however_it_is_typed(office: Office, typed: str) -> None:
    assert office.deposits(number="PAR-REF") == "EF-2026-000001"
    office.deposits(number="AUTRE")
    assert numbers(office, Query(search=typed)) == ["PAR-REF"]


@pytest.mark.parametrize(
    "typed", ["1200 XPF", "XPF 1 200", "+1200", "1’200 F CFP", "1 200,00", "１２００", "1\u202f200\u00a0F"]
)
def test_an_amount_is_found_however_it_is_written(office: Office, typed: str) -> None:
    many(office)
    assert sorted(numbers(office, Query(search=typed))) == ["N04", "N05"]


@pytest.mark.parametrize("typed", ["f1 1 12", "F1/1/12", "f1-1–12", "N° F1-1-12", "F1112"])
def test_a_number_is_found_whatever_its_separators(office: Office, typed: str) -> None:
    office.deposits(number="F1-1-12")
    office.deposits(number="AUTRE")
    assert numbers(office, Query(search=typed)) == ["F1-1-12"]


@pytest.mark.parametrize(
    "name", ["etablissement", "direction", "rang", "place", "q", "statut", "periode", "vue", "tri"]
)
@pytest.mark.parametrize(
    "value", ["²", "9" * 40, "-1", "٣", "\x00", "\ud800", "e" + "\u0301" * 9000, "apres_9999999999999999999_1"]
)
def test_an_address_that_makes_no_sense_filters_nothing_and_never_fails(office: Office, name: str, value: str) -> None:
    many(office, 1)
    page = following_forms.read_filters({name: value})
    found = office.world.do(tracking.supplier_list, office.supplier, page.query(office.world.clock.now())).found
    assert [row.number for row in found.rows] == ([] if page.q or page.place.startswith("apres") else ["N00"])


def test_a_percent_sign_finds_nothing_rather_than_everything(office: Office) -> None:
    many(office, 2)
    assert numbers(office, Query(search="%")) == []


def test_a_status_filters(office: Office) -> None:
    kept = office.deposits(number="PRISE")
    office.deposits(number="AUTRE")
    office.decides(kept, Status.TAKEN)
    assert numbers(office, Query(statuses=(Status.TAKEN,))) == ["PRISE"]


def test_invoices_of_two_etablissements_merge_in_one_order(office: Office) -> None:
    second = factories.an_establishment(office.world)
    factories.a_member(office.world, second, office.supplier)
    for position, place in enumerate([office.place, second, office.place]):
        office.world.clock.advance(minutes=1)
        office.deposits(number=f"M{position}", establishment=str(place.id))
    assert numbers(office, Query()) == ["M2", "M1", "M0"]


def test_another_supplier_s_invoices_are_not_there(office: Office) -> None:
    many(office, 2)
    stranger = factories.a_member(office.world, factories.an_establishment(office.world))
    assert office.world.do(tracking.supplier_list, stranger, Query()).found.rows == []


def test_a_member_whose_right_expired_sees_nothing(office: Office) -> None:
    from datetime import date

    many(office, 2)
    former = factories.a_member(office.world, office.place, expires_on=date(2020, 1, 1))
    assert office.world.do(tracking.supplier_list, former, Query()).found.rows == []


@pytest.mark.parametrize(
    "place",
    [
        "apres__1",
        "avant_x_y",
        "apres_2026-13-45_1",
        "apres_0001-01-01T00:00:00+23:59_1",
        "apres_2026-01-01_1",
        "apres_x_²",
        "apres_x_99999999999999999999",
        "_",
        "apres_9_9_9",
        "x" * 300,
    ],
)
def test_a_place_that_makes_no_sense_never_fails(office: Office, place: str) -> None:
    many(office, 1)
    page = following_forms.read_filters({"place": place, "rang": "-5", "tri": "nimporte", "statut": "'; --"})
    office.world.do(tracking.supplier_list, office.supplier, page.query(office.world.clock.now()))


def test_the_summary_counts_what_awaits_payment(office: Office) -> None:
    made = office.deposits()
    office.deposits()
    office.decides(made, Status.REJECTED, reason="DOUBLON")
    summary = office.world.do(tracking.supplier_list, office.supplier, Query()).summary
    assert (summary.invoices, summary.awaiting, summary.awaiting_amount) == (2, 1, 161_500)


def shown(office: Office, **filters: str) -> tracking.SupplierList:
    """The page of the list under these filters."""
    query = following_forms.read_filters(filters).query(office.world.clock.now())
    return office.world.do(tracking.supplier_list, office.supplier, query)


def test_each_part_of_the_list_holds_its_statuses_and_every_invoice_is_in_one(office: Office) -> None:
    suspended, paid, rejected, _ = (office.deposits() for _ in range(4))
    office.walks(paid, until=Status.PAID)
    office.decides(suspended, Status.TAKEN)
    office.decides(suspended, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Joignez le bon de livraison.")
    office.decides(rejected, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    rows = part_rows(shown(office).parts, following_forms.read_filters({}))
    assert [(row.label, row.count) for row in rows] == [
        ("Toutes", "4"), ("À compléter", "1"), ("En cours", "1"), ("Payées", "1"), ("Closes", "1"),
    ]  # fmt: skip
    found = shown(office, statut="a-completer")
    assert [row.reference for row in found.found.rows] == [suspended]
    assert not {status for _, statuses in list(PARTS.values())[1:] for status in statuses} ^ set(Status)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, Share(3, 161_500 + 2_000)),
        ({"q": "F-2"}, Share(1, 1_000)),
        ({"statut": "en-cours"}, Share(3, 161_500 + 2_000)),
        ({"statut": "payees"}, Share()),
        ({"periode": "30-jours"}, Share(3, 161_500 + 2_000)),
        ({"statut": "en-attente-de-paiement", "q": "F-3"}, Share(1, 1_000)),
    ],
)
def test_the_sum_is_that_of_all_that_the_filters_answer(
    office: Office, filters: dict[str, str], expected: Share
) -> None:
    office.deposits(number="F-1")
    for number in ("F-2", "F-3"):
        office.deposits(number=number, total_ht="1000", tgc_6="", tgc_11="", total_ttc="1000")
    assert shown(office, **filters).answering == expected


def test_past_what_is_counted_the_list_says_that_there_are_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "MOST_COUNTED", 2)
    many(office, 3)
    assert shown(office, q="N0").answering is None
    assert sum_words(None).startswith("Plus de")


def test_the_parts_keep_the_other_filters(office: Office) -> None:
    wanted = following_forms.read_filters({"q": "F-1", "statut": "payees", "place": "apres_2_3"})
    hrefs = [row.href for row in part_rows(shown(office).parts, wanted)]
    assert hrefs[0] == routes.with_query(routes.TRACKING, q="F-1")
    assert hrefs[1] == routes.with_query(routes.TRACKING, q="F-1", statut="a-completer")


def test_direction_days_and_amounts_narrow_the_rows_and_their_sum(office: Office) -> None:
    other = factories.a_direction(office.world)
    many(office, 6)
    office.deposits(number="AILLEURS", direction=str(other.id))
    assert [row.number for row in shown(office, direction=str(other.id)).found.rows] == ["AILLEURS"]
    found = shown(office, min="1 100", max="1200")
    assert sorted(row.number for row in found.found.rows) == ["N02", "N03", "N04", "N05"]
    assert found.answering == Share(4, 4_600)
    assert shown(office, du="18/11/2026", au="2026-11-18").answering == Share(7, 161_500 + 6_600)
    assert shown(office, du="2026-11-19").answering == Share()
    assert shown(office, au="2026-11-17").answering == Share()


def test_a_period_that_is_named_puts_the_chosen_days_aside(office: Office) -> None:
    wanted = following_forms.read_filters({"periode": "30-jours", "du": "2026-11-19", "min": "x", "max": "-4"})
    assert (wanted.du, wanted.folded) == ("", 2)
    query = wanted.query(office.world.clock.now())
    assert (query.since, query.lowest, query.highest) == (office.world.clock.now() - timedelta(days=31), None, None)
