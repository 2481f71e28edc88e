"""A mobile of New Caledonia is read however it is typed, kept in one form and shown the local way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.identity.rules import phones


@pytest.mark.parametrize(
    "typed", ["75.12.34", "751234", "75 12 34", "75-12-34", "+687 75 12 34", "+687751234", "00687751234", " 75.12.34 "]
)
def test_every_usual_way_of_typing_a_mobile_is_understood(typed: str) -> None:
    assert phones.parse_mobile(typed) == "+687751234"


@pytest.mark.parametrize("first", ["5", "7", "8", "9"])
def test_mobiles_begin_with_five_seven_eight_or_nine(first: str) -> None:
    assert phones.parse_mobile(f"{first}01234") == f"+687{first}01234"


@pytest.mark.parametrize("typed", ["27.12.34", "35.12.34", "41.12.34", "88.12.34"])
def test_a_fixed_line_is_refused_since_it_gets_no_message(typed: str) -> None:
    with pytest.raises(ValueError, match="Écrivez un numéro de mobile"):
        phones.parse_mobile(typed)


@pytest.mark.parametrize("typed", ["", "abc", "75.12.3", "75.12.34.5", "+687 75 12 3", "1"])
def test_what_is_no_number_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(ValueError, match=r"par exemple 75\.12\.34"):
        phones.parse_mobile(typed)


def test_a_number_is_shown_in_pairs() -> None:
    assert phones.display("+687751234") == "75.12.34"


@given(st.from_regex(r"\+6877[0-9]{5}", fullmatch=True))
def test_a_mobile_shown_can_be_typed_back(number: str) -> None:
    assert phones.parse_mobile(phones.display(number)) == number
