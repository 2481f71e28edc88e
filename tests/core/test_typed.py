"""What was typed or pasted is read as the person sees it: nothing unseen, one way to compose a letter, one space."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.core import typed

FORMATS = ["\u200b", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\u00ad", "\u061c"]
CONTROLS = ["\x00", "\x08", "\x1b", "\x7f", "\x9f"]
OTHERS = ["\u180e", "\u034f", "\u115f", "\u3164", "\ufe0f", "\U000e0041", "\ue000", "\ufffe", "\ud800"]
SPACES = [
    " ",
    "\t",
    "\u00a0",
    "\u1680",
    "\u2003",
    "\u2009",
    "\u202f",
    "\u205f",
    "\u3000",
    "\u2800",
    "\u2028",
    "\x85",
    "\r\n",
]


@pytest.mark.parametrize("unseen", [*FORMATS, *CONTROLS, *OTHERS], ids=ascii)
def test_what_nobody_sees_is_dropped_wherever_it_stands(unseen: str) -> None:
    assert typed.line(f"{unseen}FR{unseen}14{unseen}") == "FR14"


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_every_kind_of_space_is_the_plain_one_and_none_stands_around(space: str) -> None:
    assert typed.line(f"{space}Léa{space}{space}Poaoutéta{space}") == "Léa Poaoutéta"


def test_a_letter_is_the_same_however_it_is_composed() -> None:
    assert typed.line(unicodedata.normalize("NFD", "Été à Nouméa")) == "Été à Nouméa"


@pytest.mark.parametrize(
    "written", ["d’Artagnan", "O'Brien", "Jean–Paul", "x", "😀", "👩\u200d🌾", "❤\ufe0f", "Łukasz", "北京"]
)
def test_what_is_seen_stays(written: str) -> None:
    assert typed.line(written) == written


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b"])
def test_lines_stay_apart_where_several_are_written(end: str) -> None:
    assert typed.lines(f"Bonjour,{end}{end}merci.\u200b ") == "Bonjour,\n\nmerci."


def test_marks_are_not_piled_on_a_letter_without_end() -> None:
    assert len(typed.line("o" + "\u0301\u0323" * 5000)) < 12


@pytest.mark.parametrize("text", ["\u200b" * 60_000, "a" + "\u0301\u0323" * 30_000, "é" * 60_000, " " * 60_000])
@pytest.mark.parametrize("cleaning", [typed.line, typed.lines, typed.secret, typed.narrow, typed.bare])
def test_the_longest_text_takes_no_time(cleaning, text: str) -> None:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    cleaning(text)
    assert time.perf_counter() - start < 1


def test_a_password_keeps_all_but_the_way_its_letters_are_composed() -> None:
    assert typed.secret("  E\u0301te\u0301\u200b-lagon \u00a0") == "  Été\u200b-lagon \u00a0"


@pytest.mark.parametrize(
    "text",
    ["IBAN : FR14", "iban FR14", "Mon IBAN: FR14", "N° IBAN FR14", "\u200bIBAN\u00a0:\u202fFR14", "ＩＢＡＮ：ＦＲ１４"],
)
def test_a_label_copied_in_front_is_left_aside(text: str) -> None:
    assert typed.bare(text, "mon", "iban") == "FR14"


@pytest.mark.parametrize("text", ["IBANFR14", "IBA FR14"])
def test_what_only_resembles_a_label_is_no_label(text: str) -> None:
    assert typed.bare(text, "iban") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "7722", " 7722 ", "77 22", "77-22", "7 7 2 2", "\u200b7722\u2060", "７７２２", "Votre code : 7722.",
        "code 7722\n", "Espace Factures : 7722 (10 minutes)", "7722 est votre code, 7722",
    ],
)  # fmt: skip
def test_a_code_is_found_however_it_was_pasted(text: str) -> None:
    assert typed.code(text, 4) == "7722"


@pytest.mark.parametrize("text", ["", "772", "77223", "7722 ou 1234", "a7722b", "٧٧٢٢", "²²²²"])
def test_nothing_is_guessed_where_there_is_no_single_code(text: str) -> None:
    found = typed.code(text, 4)
    assert not (len(found) == 4 and found.isascii() and found.isdigit())


@pytest.mark.parametrize("text", ["", "0", "²", "٣", "-1", "1.5", " 7", "9" * 19, "9" * 5000, "abc", "\x00"])
def test_what_is_no_identifier_is_none(text: str) -> None:
    assert typed.identifier(text) == 0


def test_an_identifier_is_read() -> None:
    assert typed.identifier("42") == typed.identifier(42) == 42


@given(st.text())
def test_a_cleaned_line_is_clean(text: str) -> None:
    assert typed.line(typed.line(text)) == typed.line(text)


@given(st.text())
def test_a_cleaned_line_can_be_sent_and_stored(text: str) -> None:
    cleaned = typed.line(text)
    assert cleaned.encode() is not None
    assert not {"\x00", "\n", "\r"} & set(cleaned)
