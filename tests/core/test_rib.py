"""RIBs and IBANs are believed only when their keys say so; schwifty is the second opinion."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from espace_factures.core import rib as bank_details
from espace_factures.core.rib import Rib, RibError

REGISTRY_EXAMPLE = "FR14 2004 1010 0505 0001 3M02 606"
EXAMPLE = Rib("20041", "01005", "0500013M026", "06")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FIVE_DIGITS = st.from_regex(r"[0-9]{5}", fullmatch=True)
ACCOUNTS = st.from_regex(r"[0-9A-Z]{11}", fullmatch=True)


def a_rib(bank: str = "17499", branch: str = "00010", account: str = "12345678901") -> Rib:
    return Rib(bank, branch, account, bank_details.key_of(bank, branch, account))


RIBS = st.builds(a_rib, FIVE_DIGITS, FIVE_DIGITS, ACCOUNTS)


def test_the_registrys_example_is_read() -> None:
    assert bank_details.parse_iban(REGISTRY_EXAMPLE) == EXAMPLE


PASTED = [
    "\u200b{}",
    "\ufeff{}",
    "\u200e{}\u200f",
    "IBAN : {}",
    "Mon IBAN : {}",
    "iban {}",
    "IBAN\u00a0:\u202f{}",
    "Code IBAN – {}",
]


@pytest.mark.parametrize("pasted", [*(shape.format(REGISTRY_EXAMPLE) for shape in PASTED), " ".join(REGISTRY_EXAMPLE)])
def test_an_iban_is_read_however_it_was_pasted(pasted: str) -> None:
    assert bank_details.parse_iban(pasted) == EXAMPLE


def test_the_parts_of_a_rib_are_read_with_their_labels_and_what_nobody_sees() -> None:
    parts = "Code banque : 20041", "\u200b01005", "N° de compte 0500013M026", "Clé RIB : 06"
    assert bank_details.parse_rib(*parts) == EXAMPLE


def test_the_key_of_the_registrys_example_is_06() -> None:
    assert bank_details.key_of("20041", "01005", "0500013M026") == "06"


def test_the_check_digits_of_an_account_with_a_letter_are_computed() -> None:
    assert bank_details.iban_of(EXAMPLE) == REGISTRY_EXAMPLE.replace(" ", "")


@given(FIVE_DIGITS, FIVE_DIGITS, st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_a_rib_of_digits_alone_always_gives_fr76(bank: str, branch: str, account: str) -> None:
    assert bank_details.iban_of(a_rib(bank, branch, account)).startswith("FR76")


@given(RIBS)
def test_schwifty_finds_every_iban_made_here_sound(given_rib: Rib) -> None:
    IBAN(bank_details.iban_of(given_rib)).validate(validate_bban=True)


@given(RIBS, st.integers(2, 26), st.sampled_from("0123456789"))
def test_an_iban_with_one_digit_changed_is_refused(given_rib: Rib, place: int, other: str) -> None:
    iban = bank_details.iban_of(given_rib)
    assume(iban[place].isdigit() and iban[place] != other)
    with pytest.raises(RibError):
        bank_details.parse_iban(iban[:place] + other + iban[place + 1 :])


@given(st.from_regex(r"FR[0-9]{12}[0-9A-Z]{11}[0-9]{2}", fullmatch=True))
def test_here_and_schwifty_agree_on_any_french_iban(text: str) -> None:
    try:
        IBAN(text).validate(validate_bban=True)
    except SchwiftyException:
        with pytest.raises(RibError):
            bank_details.parse_iban(text)
    else:
        bank_details.parse_iban(text)


@given(RIBS)
def test_a_rib_comes_back_from_its_iban(given_rib: Rib) -> None:
    assert bank_details.parse_iban(bank_details.iban_of(given_rib)) == given_rib


@given(RIBS)
def test_a_rib_typed_in_four_parts_is_read(given_rib: Rib) -> None:
    assert (
        bank_details.parse_rib(given_rib.bank, given_rib.branch, given_rib.account.lower(), given_rib.key) == given_rib
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"bank": "1749"}, "bank"),
        ({"bank": "17499".translate(ARABIC_DIGITS)}, "bank"),
        ({"branch": "0001A"}, "branch"),
        ({"account": "1234567890"}, "account"),
        ({"account": "1234567890É"}, "account"),
        ({"key": ""}, "key"),
        ({"key": "00"}, "key"),
    ],
)
def test_the_refusal_of_a_rib_names_the_field_at_fault(changed: dict[str, str], field: str) -> None:
    parts = {"bank": "20041", "branch": "01005", "account": "0500013M026", "key": "06"} | changed
    with pytest.raises(RibError) as refusal:
        bank_details.parse_rib(**parts)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "typed",
    ["", "FR14", "GB82 WEST 1234 5698 7654 32", "FR15 2004 1010 0505 0001 3M02 606", REGISTRY_EXAMPLE + "0"],
)
def test_an_iban_that_cannot_be_paid_to_is_refused_on_its_own_field(typed: str) -> None:
    with pytest.raises(RibError) as refusal:
        bank_details.parse_iban(typed)
    assert refusal.value.field == "iban"


def test_an_iban_with_digits_of_another_script_is_refused() -> None:
    with pytest.raises(RibError):
        bank_details.parse_iban(REGISTRY_EXAMPLE[:9].translate(ARABIC_DIGITS) + REGISTRY_EXAMPLE[9:])


def test_an_iban_sound_but_with_a_wrong_rib_key_is_refused() -> None:
    with pytest.raises(RibError, match="clé RIB"):
        bank_details.parse_iban(bank_details.iban_of(Rib("20041", "01005", "0500013M026", "07")))


@pytest.mark.parametrize("iban", ["GB82 WEST 1234 5698 7654 32", "DE89 3704 0044 0532 0130 00", REGISTRY_EXAMPLE])
def test_a_sound_iban_of_any_country_is_known_as_such(iban: str) -> None:
    assert bank_details.iban_is_sound(iban)


@pytest.mark.parametrize("iban", ["GB82 WEST 1234 5698 7654 33", "", "bonjour", "XX00", "DE٨٩370400440532013000"])
def test_an_unsound_iban_is_known_as_such(iban: str) -> None:
    assert not bank_details.iban_is_sound(iban)


def test_only_the_last_four_characters_of_an_iban_show_when_masked() -> None:
    assert bank_details.masked("FR76 1749 9000 1012 3456 7890 102") == "••••\u00a00102"


def test_an_iban_is_shown_in_groups_of_four() -> None:
    assert bank_details.display("FR1420041010050500013M02606").split("\u202f") == REGISTRY_EXAMPLE.split(" ")


def test_check_digits_that_only_look_right_modulo_97_are_refused() -> None:
    accounts = (a_rib(account=f"{number:010d}A") for number in range(1000))
    iban = next(made for made in map(bank_details.iban_of, accounts) if made[2:4] == "97")
    assert not bank_details.iban_is_sound(iban.replace("FR97", "FR00", 1))
