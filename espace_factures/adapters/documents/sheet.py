"""A document's text as the rules read it, and where each part of it is seen."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from espace_factures.adapters.documents.boxes import Box
from espace_factures.adapters.documents.layout import Row
from espace_factures.adapters.documents.words import PLAIN, Word
from espace_factures.core.documents import Place

DECIMALS = 4
"""Of a part of a page: less than a tenth of a millimetre."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the text: its page, from 1, and where it begins and ends."""

    page: int
    start: int
    end: int
    word: Word


@dataclass(slots=True)
class Sheet:
    """The text, row after row, tabulations between cells, and the words that made it."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The whole."""
        return "".join(self.parts)

    def write(self, page: int, rows: Iterable[Row]) -> None:
        """Add what a page says."""
        for row in rows:
            for between, word in _spaced(row):
                self._add(between)
                start = self.length
                self._add(word.text.translate(PLAIN))
                self.marks.append(Mark(page, start, self.length, word))
            self._add("\n")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def place(self, start: int, end: int) -> Place | None:
        """Where what stands between two letters of one row is seen."""
        first = bisect_left(self.marks, start + 1, key=lambda mark: mark.end)
        page, seen = 0, None
        for mark in self.marks[first:]:
            if mark.start >= end:
                break
            if box := _part(mark, start, end):
                page, seen = mark.page, seen.joined(box) if seen else box
        return _place(page, seen) if seen else None


def _spaced(row: Row) -> Iterator[tuple[str, Word]]:
    """Each word of the row after what holds it apart from the one before."""
    for place, cell in enumerate(row):
        for rank, word in enumerate(cell.words):
            yield " " if rank else "\t" if place else "", word


def _part(mark: Mark, start: int, end: int) -> Box | None:
    """The part of a word's box that these letters take; all of it when the page shows it sideways."""
    box, length = mark.word.seen, mark.end - mark.start
    if box is None or box.bottom - box.top > box.right - box.left:
        return box
    return box.part(max(start - mark.start, 0) / length, min(end - mark.start, length) / length)


def _place(page: int, box: Box) -> Place:
    left, top, right, bottom = (min(max(edge, 0.0), 1.0) for edge in (box.left, box.top, box.right, box.bottom))
    x, y, width, height = (round(part, DECIMALS) for part in (left, top, right - left, bottom - top))
    return Place(page, x, y, width, height)
