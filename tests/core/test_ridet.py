"""A RIDET is read however it is typed, and always shown the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.core import ridet

RIDETS = st.from_regex(r"[0-9]{10}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "0047688001",
        "047688001",
        "047 688 001",
        "047 688.001",
        "0 047 688-001",
        "RIDET 047 688 001",
        "ridet : 047688001",
        "RIDET n° 0 047 688 001",
        "N° RIDET : 047 688 001",
        "\u200b047\u202f688.001\u200e",
        "０４７６８８００１",
    ],
)
def test_every_usual_way_of_typing_a_ridet_is_understood(typed: str) -> None:
    assert ridet.parse(typed) == "0047688001"


@pytest.mark.parametrize("typed", ["", "RIDET", "04768800", "00047688001", "047 688 00A", "٠٤٧٦٨٨٠٠١"])
def test_what_is_not_a_ridet_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(ValueError, match="Écrivez les 9 ou 10\u00a0chiffres"):
        ridet.parse(typed)


def test_the_example_given_in_the_refusal_is_accepted() -> None:
    assert ridet.parse(ridet.ASK.split("exemple ")[1]) == "0047688001"


def test_a_rid_of_six_digits_is_shown_without_its_padding() -> None:
    assert ridet.display("0047688001") == "047\u202f688.001"


def test_a_rid_of_seven_digits_is_shown_whole() -> None:
    assert ridet.display("1234567001") == "1\u202f234\u202f567.001"


def test_the_rid_is_the_first_seven_digits() -> None:
    assert ridet.rid("0047688001") == "0047688"


@given(RIDETS)
def test_a_ridet_shown_can_be_typed_back(number: str) -> None:
    assert ridet.parse(ridet.display(number)) == number
