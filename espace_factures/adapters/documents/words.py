"""The words of a page and where they stand, whoever saw them: the PDF's own letters, or the reading of a picture."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from espace_factures.adapters.documents.boxes import Box
from espace_factures.core.words import NBSP, THIN

PLAIN = str.maketrans({NBSP: " ", THIN: " ", "\u2009": " ", "\u2010": "-", "\u2011": "-", "\u2212": "-"})
FAR = 1.1
"""Heights of a line between two words of different cells."""
WIDEST = 1.6
"""Widths of a digit that a space between thousands may take: half of one in most letters, one of a typewriter's."""
UNEVEN = 1.5
"""A space so many times wider than another one of the same figure is none of its spaces."""
SAME_LINE = 0.45
"""Heights that the middle of a word may be away from the middle of its line."""
SPACED = 4
"""Letters in a row, each a word of its own, that are one word written wide."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    seen: Box | None = None
    """Its box in parts of the page as it is shown, which is not always turned as it is read."""

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together on a line."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, single spaces between them."""
        return " ".join(word.text for word in self.words).translate(PLAIN)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """Its highest point."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lowest point."""
        return max(word.bottom for word in self.words)


def lines_of(words: Iterable[Word]) -> list[list[Cell]]:
    """The lines of a page from its top, each as its cells from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        line = next((line for line in reversed(lines[-3:]) if _beside(word, line[0])), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return [_cells(_together(sorted(line, key=lambda word: word.left))) for line in lines]


def _beside(word: Word, first: Word) -> bool:
    return abs(word.middle - first.middle) < SAME_LINE * max(word.height, first.height)


def _together(line: list[Word]) -> list[Word]:
    """The line, letters spaced for show joined into words."""
    joined: list[Word] = []
    row: list[Word] = []
    for word in [*line, Word("", 1e9, 0, 1e9, 0)]:
        if len(word.text) == 1 and (not row or word.left - row[-1].right < FAR * word.height):
            row.append(word)
            continue
        joined += _written_wide(row) if len(row) >= SPACED else row
        row = [word] if len(word.text) == 1 else []
        joined += [word] if len(word.text) > 1 else []
    return joined


def _written_wide(row: list[Word]) -> list[Word]:
    """One word, or several where a space is much wider than those between the letters."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    words, widest = [row[0]], UNEVEN * max(median(gaps), 0.5)
    for letter, gap in zip(row[1:], gaps, strict=True):
        if gap > widest:
            words.append(letter)
        else:
            words[-1] = _with(words[-1], letter)
    return words


def _with(word: Word, letter: Word) -> Word:
    seen = word.seen.joined(letter.seen) if word.seen and letter.seen else None
    return replace(word, text=word.text + letter.text, right=letter.right, seen=seen)


def _cells(line: list[Word]) -> list[Cell]:
    """The words of a line, cut where a wide gap is."""
    height = median(word.height for word in line)
    cells = [[line[0]]]
    for (before, word), widest in zip(pairwise(line), _widest(line, FAR * height), strict=True):
        if word.left - before.right > widest:
            cells.append([word])
        else:
            cells[-1].append(word)
    return [Cell(tuple(cell)) for cell in cells]


def _widest(line: list[Word], far: float) -> list[float]:
    """How wide each gap may be within a cell; within a figure, no wider than the other spaces of its thousands."""
    pairs = list(pairwise(line))
    widest = [_digit(*pair) * WIDEST if _is_figure(*pair) else far for pair in pairs]
    for figure, group in groupby(range(len(pairs)), key=lambda place: _is_figure(*pairs[place])):
        places = list(group)
        if figure:
            least = min(pairs[place][1].left - pairs[place][0].right for place in places)
            for place in places:
                widest[place] = min(widest[place], UNEVEN * max(least, 0.1 * _digit(*pairs[place])))
    return widest


def _is_figure(before: Word, word: Word) -> bool:
    return before.text[-1:].isdigit() and word.text[:1].isdigit()


def _digit(before: Word, word: Word) -> float:
    """The width of a digit of these two words."""
    return (word.right - word.left + before.right - before.left) / (len(word.text) + len(before.text))
