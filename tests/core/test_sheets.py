"""A sheet of rows: whatever wrote it is read, and what leaves holds no formula."""

import csv

import pytest

from espace_factures.core import sheets
from espace_factures.core.errors import DomainError

HEAD = "Numéro;Prix unitaire\n"


def read(content: bytes, most: int | None = None) -> list[tuple[int, dict[str, str]]]:
    return list(sheets.rows(content, ("numero",), most))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_accents_survive_every_usual_encoding(encoding: str) -> None:
    assert read((HEAD + "Réf é;1\n").encode(encoding)) == [(2, {"numero": "Réf é", "prix_unitaire": "1"})]


def test_empty_rows_are_skipped_and_the_others_keep_their_place() -> None:
    assert [row for row, _ in read((HEAD + "\n;;\na;1\n  ; \nb;2\n").encode())] == [4, 6]


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"PK\x03\x04workbook", b"\xd0\xcf\x11\xe0old", "numero;x".encode("utf-16"), b"<html></html>"],
)
def test_what_is_no_text_of_rows_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(DomainError, match="CSV lisible"):
        read(content)


def test_a_quote_left_open_is_refused_in_a_sentence() -> None:
    with pytest.raises(DomainError, match="CSV lisible"):
        read((HEAD + '"a;1\n').encode())


def test_a_sheet_longer_than_is_taken_is_refused_before_it_is_whole() -> None:
    with pytest.raises(DomainError, match="plus de 3 lignes"):
        read((HEAD + "a;1\n" * 100_000).encode(), 3)


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "  =1+1", "\tx", "|x", "%x", "＝1"])
def test_a_formula_leaves_as_a_text_and_comes_back_as_it_was(cell: str) -> None:
    out = sheets.written([("numero", "prix"), (cell, 12)])
    assert out.splitlines()[1].lstrip('"').startswith("'")
    assert [row["numero"].strip() for _, row in read(out.encode())] == [cell.strip()]


def test_an_amount_leaves_as_a_number() -> None:
    assert sheets.written([(-5, 12)]) == "-5;12\r\n"


def test_marks_of_the_format_inside_a_cell_stay_inside() -> None:
    row = ["a;b", 'dit "oui"', "deux\nlignes"]
    assert list(csv.reader(sheets.written([row]).splitlines(keepends=True), delimiter=";")) == [row]
