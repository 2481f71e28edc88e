"""An address is read however it was typed or pasted, refused with an example, and sent in letters of the DNS."""

import unicodedata

import pytest

from espace_factures.core import emails

PASTED = [
    "jean@mail.nc", " Jean@Mail.NC ", "jean@mail.nc.", "jean@mail.nc,", "mailto:jean@mail.nc",
    "MAILTO:jean@mail.nc?subject=x", "Jean Wapae <jean@mail.nc>", "<jean@mail.nc>;", "jean\u200b@mail.nc",
    "\ufeffjean@mail.nc\u00a0",
    "ｊｅａｎ＠ｍａｉｌ．ｎｃ",
    "Courriel : jean@mail.nc", "\u202ajean@mail.nc\u202c",
]  # fmt: skip
NO_ADDRESS = [
    "",
    "jean",
    "jean@mail",
    "jean..d@mail.nc",
    "jean @mail.nc",
    "@mail.nc",
    "jean@",
    "a@b@mail.nc",
    "\x00",
    "a" * 10_000,
]


@pytest.mark.parametrize("typed", PASTED)
def test_an_address_is_read_and_looked_up_however_it_was_pasted(typed: str) -> None:
    assert emails.parse(typed) == emails.folded(typed) == "jean@mail.nc"


@pytest.mark.parametrize(
    "typed", ["o’brien@mail.nc", "o'brien@mail.nc", "jean+factures@mail.nc", "łukasz@mail.nc", "rené@société.nc"]
)
def test_every_letter_of_an_address_is_kept(typed: str) -> None:
    assert emails.parse(typed) == typed


def test_an_accent_is_the_same_however_it_is_composed() -> None:
    assert emails.folded(unicodedata.normalize("NFD", "rené@mail.nc")) == "rené@mail.nc"


@pytest.mark.parametrize("typed", NO_ADDRESS)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match=r"par exemple prenom\.nom@mail\.nc"):
        emails.parse(typed)


@pytest.mark.parametrize("typed", [*NO_ADDRESS, "\ud800", "\u202e" * 300])
def test_a_look_up_refuses_nothing_and_stays_short(typed: str) -> None:
    assert len(emails.folded(typed)) <= emails.LONGEST


def test_a_domain_is_one_whether_typed_with_accents_or_as_the_dns_knows_it() -> None:
    assert emails.parse("jean@xn--socit-esab.nc") == emails.parse("jean@SOCIÉTÉ.nc") == "jean@société.nc"


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("jean@société.nc", "jean@xn--socit-esab.nc"),
        ("jean@mail.nc", "jean@mail.nc"),
        ("rené@société.nc", "rené@xn--socit-esab.nc"),
    ],
)
def test_a_relay_is_given_the_domain_that_the_dns_knows(address: str, sent: str) -> None:
    assert emails.deliverable(address) == sent
