"""Columns of figures told from spaces between thousands: text alone reads « 3 » beside « 150 000 » as 3 150 000."""

import re

import pypdfium2
import pypdfium2.raw as pdfium

COLUMN = "\t"
WIDEST = 1.6
"""Widths of a digit that a space may take: it is half of one in most letters, one in those of a typewriter."""
UNEVEN = 1.5
"""A space so many times wider than another one of the same figure is none of its spaces."""
FIGURES = re.compile(r"\d+(?: \d+)+")
FAR = re.compile(r"(?<=\d)(?:[ \t]{2,}|\t)(?=\d)")


def page_text(page: pypdfium2.PdfTextPage, longest: int) -> str:
    """The text of a page, a tabulation where the spaces between two figures are those of columns."""
    text = page.get_text_range(errors="replace")[:longest]
    for start in [place for figures in FIGURES.finditer(text) for place in _breaks(page, figures)]:
        text = f"{text[:start]}{COLUMN}{text[start + 1 :]}"
    return FAR.sub(COLUMN, text)


def _breaks(page: pypdfium2.PdfTextPage, figures: re.Match[str]) -> list[int]:
    """Which spaces between groups of digits are wider than those of one number."""
    places = [place.start() for place in re.finditer(" ", figures.group())]
    gaps = [_gap(page, figures.start() + place) for place in places]
    widest = min(WIDEST, UNEVEN * max(min(gaps), 0.1))
    return [figures.start() + place for place, gap in zip(places, gaps, strict=True) if gap > widest]


def _gap(page: pypdfium2.PdfTextPage, space: int) -> float:
    """How many widths of a digit lie between what precedes and what follows a space of the text."""
    before, after = (pdfium.FPDFText_GetCharIndexFromTextIndex(page, space + side) for side in (-1, 1))
    if before < 0 or after < 0:
        return 0.0
    left, _, right, _ = page.get_charbox(before, loose=True)
    return (page.get_charbox(after, loose=True)[0] - right) / max(right - left, 0.1)
