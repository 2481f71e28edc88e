"""The text of a page for the rules: a line after the other, a tabulation between cells, then labels with what is below.

A form writes a value beside its label or under it; either way the rules find both on one line."""

import re
from collections.abc import Iterator

from espace_factures.adapters.documents.words import Cell, Word, lines_of

Row = tuple[Cell, ...]

BELOW = 3.2
"""Heights of a line between the top of a label and the top of its value."""
ITEMS = re.compile(
    r"d[ée]signation|description|libell[ée]|\bqt[ée]|quantit[ée]|p\.? ?u\.?\b|\bprix|article", re.IGNORECASE
)
"""What heads a column of the goods: what is below is theirs, not the invoice's."""
VALUE = re.compile(r"(?!T\.?6)[-(]? ?\S*\d")
"""What begins with a figure; « T.6.C. » is how a picture writes « T.G.C. »."""
ANSWERED = re.compile(r"\d[^\s%]*$")
"""A label that has its value in its own cell; a rate is none."""


def page_rows(words: list[Word]) -> list[Row]:
    """What the page says, row after row."""
    lines = [line for line in lines_of(words) if line]
    return [*map(tuple, lines), *_under(lines)]


def _under(lines: list[list[Cell]]) -> Iterator[Row]:
    """Each label that has nothing beside it, with the value right under it."""
    for rank, line in enumerate(lines):
        if any(ITEMS.search(cell.text) for cell in line):
            continue
        for place, label in enumerate(line):
            if _is_answered(label, line[place + 1] if place + 1 < len(line) else None):
                continue
            value = _below(label, lines[rank + 1 : rank + 4])
            if value and VALUE.match(value.text):
                yield label, value


def _is_answered(label: Cell, beside: Cell | None) -> bool:
    """The cell is a value, or holds its own, or has it beside it."""
    if VALUE.match(label.text) or ANSWERED.search(label.text):
        return True
    return beside is not None and VALUE.match(beside.text) is not None


def _below(label: Cell, lines: list[list[Cell]]) -> Cell | None:
    """The first cell under the label, when it is close."""
    for line in lines:
        for cell in line:
            if min(cell.right, label.right) > max(cell.left, label.left):
                close = cell.top - label.top < BELOW * (label.bottom - label.top)
                return cell if close else None
    return None
