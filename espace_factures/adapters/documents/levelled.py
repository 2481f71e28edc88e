"""The words of a photo where they would stand were its lines level: those of a sheet seen aslant are not parallel."""

from collections.abc import Iterable
from dataclasses import replace

from espace_factures.adapters.documents.words import Word

LONG = 6
"""Heights of a word that a line is long enough to show how it leans."""
STEEPEST = 0.2


def levelled(lines: Iterable[list[Word]]) -> list[Word]:
    """Every word moved up or down by the lean of the lines at its height."""
    rows = [line for line in lines if line]
    words = [word for line in rows for word in line]
    if not words:
        return []
    across = sum((word.left + word.right) / 2 for word in words) / len(words)
    slopes = [slope for line in rows if (slope := _slope(line))]
    start, change, about = _fitted(slopes)
    return [
        _moved(word, (start + change * (word.middle - about)) * ((word.left + word.right) / 2 - across))
        for word in words
    ]


def _slope(line: list[Word]) -> tuple[float, float, float] | None:
    """The height of a line, its slope, and the weight of its word on the matter."""
    first, last = line[0], line[-1]
    length = (last.left + last.right - first.left - first.right) / 2
    height = max(word.height for word in line)
    if length < LONG * height:
        return None
    slope = (last.bottom - first.bottom) / length
    return ((first.middle + last.middle) / 2, slope, length * length) if abs(slope) < STEEPEST else None


def _fitted(slopes: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """The slope as a straight function of the height, by least squares: at a height, its change, that height."""
    weight = sum(weight for _, _, weight in slopes)
    if not weight:
        return 0.0, 0.0, 0.0
    about = sum(height * weight for height, _, weight in slopes) / weight
    mean = sum(slope * weight for _, slope, weight in slopes) / weight
    spread = sum(weight * (height - about) ** 2 for height, _, weight in slopes)
    shared = sum(weight * (height - about) * (slope - mean) for height, slope, weight in slopes)
    return mean, shared / spread if spread else 0.0, about


def _moved(word: Word, drop: float) -> Word:
    return replace(word, top=word.top - drop, bottom=word.bottom - drop)
