"""A document is kept and served under the words of its person, and the extension of what it is."""

import pytest

from espace_factures.core.file_names import kept_name

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("facture.pdf", "facture.pdf"),
        ("Facture n° 12 – été.PDF", "Facture n° 12 – été.pdf"),
        ("facture", "facture.pdf"),
        ("FA-2026.11", "FA-2026.11.pdf"),
        ("Lagon S.A.R.L.pdf", "Lagon S.A.R.L.pdf"),
        ("Remise 10%.pdf", "Remise 10%.pdf"),
    ],
)
def test_an_honest_name_keeps_its_words(typed: str, kept: str) -> None:
    assert kept_name(typed, PDF) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "facture.cmd",
        "facture.hta",
        "facture.pdf.js",
        "facture.js.pdf",
        "facture.pdf.exe.pdf",
        "facture.PDF.Scr ",
        "facture. cmd",
        "facture.cmd.",
        "facture.cmd. .",
        "facture.pdf\u202e.hta",
        "facture.\u200bexe",
        "facture.ｅｘｅ",
        "facture.html:Zone.pdf.lnk",
        "C:\\Users\\x\\facture.bat",
        "facture.settingcontent-ms",
    ],
)
def test_a_document_is_never_served_as_something_that_runs(typed: str) -> None:
    kept = kept_name(typed, PDF)
    assert kept.startswith("facture")
    assert kept.endswith(".pdf")
    assert kept.removesuffix(".pdf").count(".") == ("Zone" in kept)


def test_the_letters_that_turn_a_name_round_are_left_out() -> None:
    assert kept_name("\u202efdp.exe.pdf", PDF) == "fdp.pdf"


@pytest.mark.parametrize("typed", ["", ".", "..", ".pdf", "\u0000.pdf", "///", "\u202e", "...pdf"])
def test_what_leaves_no_name_is_a_document(typed: str) -> None:
    assert kept_name(typed, PDF) == "document.pdf"


@pytest.mark.parametrize("typed", ["CON.pdf", "nul", "Com1.facture.pdf"])
def test_the_devices_of_windows_lend_no_name(typed: str) -> None:
    assert kept_name(typed, PDF).startswith("document ")


@pytest.mark.parametrize("typed", ["x" * 5000 + ".pdf", "é" * 200, "𓀀" * 200 + ".pdf.js", "x" * 250 + ".cmd"])
def test_a_long_name_is_cut_before_its_extension(typed: str) -> None:
    kept = kept_name(typed, PDF)
    assert kept.endswith(".pdf")
    assert len(kept) <= 120
    assert len(kept.encode()) <= 255


@pytest.mark.parametrize(
    ("media_type", "extension"),
    [("application/pdf", ".pdf"), ("application/xml", ".xml"), ("image/jpeg", ".jpg"), ("image/png", ".png")],
)
def test_the_extension_says_what_is_inside(media_type: str, extension: str) -> None:
    assert kept_name("piece.pdf", media_type) == "piece" + extension


@pytest.mark.parametrize("typed", ["facture.pdf.js", "Remise 10%.pdf", "CON", "", "é" * 300])
def test_a_name_kept_twice_is_the_same(typed: str) -> None:
    once = kept_name(typed, PDF)
    assert kept_name(once, PDF) == once
