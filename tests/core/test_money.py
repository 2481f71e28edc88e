"""Francs are whole, written the French way and read however they are typed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.core import money

AMOUNTS = st.integers(0, money.LARGEST)


def test_thousands_are_parted_by_narrow_no_break_spaces() -> None:
    assert money.francs(161_500) == "161\u202f500\u00a0F"


def test_the_long_form_names_the_franc_cfp() -> None:
    assert money.francs_cfp(1_234_567) == "1\u202f234\u202f567\u00a0F\u00a0CFP"


@pytest.mark.parametrize(
    "typed",
    [
        "161 500", "161500", "161.500", "161,500", "161 500 F", "161 500 F CFP", "161 500 XPF", "161 500,00",
        "161.500,00", "161500.0", " 161\u202f500\u00a0F ",
        "XPF 161 500", "F CFP 161 500", "+161500", "161’500", "161'500", "１６１　５００", "\u200b161 500\u200e",
        "161 500 francs", "161 500 F.CFP", "Total TTC : 161 500 F", "161 500 F CFP TTC",
    ],
)  # fmt: skip
def test_every_usual_way_of_typing_an_amount_is_understood(typed: str) -> None:
    assert money.parse_francs(typed) == 161_500


@pytest.mark.parametrize("typed", ["12,50", "12.5", "161 500,01", "161.500,50"])
def test_centimes_are_refused_as_such(typed: str) -> None:
    with pytest.raises(ValueError, match="n’a pas de centimes"):
        money.parse_francs(typed)


@pytest.mark.parametrize("typed", ["-5", "- 161 500 F", "−5", "-12,50", "– 5", "(161 500)", "XPF -5"])
def test_a_negative_amount_is_refused_as_such(typed: str) -> None:
    with pytest.raises(ValueError, match="montant positif"):
        money.parse_francs(typed)


@pytest.mark.parametrize("typed", ["1000000000001", "9" * 5000])
def test_an_amount_beyond_a_million_million_is_refused_as_too_large(typed: str) -> None:
    with pytest.raises(ValueError, match="trop grand"):
        money.parse_francs(typed)


@pytest.mark.parametrize("typed", ["", "F", "abc", "1e3", "12 €", "٣٠٠", "16..15", "²", "1'5", "'150", "++5"])
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="par exemple"):
        money.parse_francs(typed)


def test_a_point_for_thousands_then_a_comma_is_never_read_as_millions() -> None:
    with pytest.raises(ValueError, match="n’a pas de centimes"):
        money.parse_francs("1.234,567")


@given(AMOUNTS)
def test_an_amount_shown_in_francs_can_be_typed_back(amount: int) -> None:
    assert money.parse_francs(money.francs(amount)) == amount


@given(AMOUNTS)
def test_an_amount_shown_in_francs_cfp_can_be_typed_back(amount: int) -> None:
    assert money.parse_francs(money.francs_cfp(amount)) == amount


@given(st.text(alphabet="0123456789., -FCPX"))
def test_whatever_is_typed_gives_francs_within_bounds_or_nothing(typed: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= money.parse_francs(typed) <= money.LARGEST
