"""French as it is written."""

import pytest

from espace_factures.core.words import NBSP, THIN, capital, counted, grouped, joined, of, plural, sentence


@pytest.mark.parametrize(("count", "words"), [(0, "facture"), (1, "facture"), (2, "factures"), (-2, "factures")])
def test_a_word_takes_its_plural_from_two(count: int, words: str) -> None:
    assert plural(count, "facture") == words


def test_a_plural_that_is_not_made_of_an_s_is_given() -> None:
    assert plural(2, "a changé", "ont changé") == "ont changé"
    assert plural(1, "a changé", "ont changé") == "a changé"


def test_a_count_stays_on_the_line_of_its_word() -> None:
    assert counted(1, "jour") == f"1{NBSP}jour"
    assert counted(12500, "jour écoulé", "jours écoulés") == f"12{THIN}500{NBSP}jours écoulés"


def test_thousands_are_parted_by_a_thin_space() -> None:
    assert grouped(999) == "999"
    assert grouped(-4312500) == f"-4{THIN}312{THIN}500"


def test_a_capital_leaves_the_other_letters() -> None:
    assert capital("établissement de la SARL") == "Établissement de la SARL"
    assert capital("") == ""


def test_a_sentence_has_a_capital_and_a_full_stop() -> None:
    assert sentence("le taux de TGC est à corriger") == "Le taux de TGC est à corriger."
    assert sentence("") == ""


def test_a_list_leaves_out_what_says_nothing() -> None:
    assert joined(" · ", "", "gérante", "", "comptabilité") == "gérante · comptabilité"
    assert joined(", ") == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Élodie", "d’Élodie"),
        ("ATELIER", "d’ATELIER"),
        ("Hélène", "d’Hélène"),
        ("Yvan", "d’Yvan"),
        ("Œuvres", "d’Œuvres"),
        ("Yann", "de Yann"),
        ("Marie", "de Marie"),
        ("3M", "de 3M"),
    ],
)
def test_a_name_that_begins_with_a_vowel_takes_the_e_of_the_word_before(name: str, words: str) -> None:
    assert of(name) == words
