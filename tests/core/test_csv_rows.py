"""A file for a spreadsheet holds no formula, and no cell runs into another."""

import csv

import pytest

from espace_factures.core.csv_rows import csv_text, harmless


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_text_that_would_be_computed_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [-12, 0, 1500, "F-2026", "", None])
def test_numbers_and_plain_words_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell


def test_marks_of_the_format_inside_a_cell_stay_inside() -> None:
    row = ["a;b", 'dit "oui"', "deux\nlignes"]
    assert list(csv.reader(csv_text([row]).splitlines(keepends=True), delimiter=";")) == [row]
