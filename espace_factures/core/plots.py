"""What a plot draws: lengths in hundredths of the longest, and the words that say each number."""

from collections.abc import Iterable
from dataclasses import dataclass

from espace_factures.core.words import grouped


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a plot: its words, what they measure, and two lengths in hundredths of the longest."""

    label: str
    words: str
    near: str
    far: str


@dataclass(frozen=True, slots=True)
class Column:
    """A moment of a plot: two heights in hundredths of the greatest, each with its number."""

    label: str
    under: str
    first: str
    first_top: str
    first_words: str
    second: str
    second_top: str
    second_words: str


def columns(rows: Iterable[tuple[str, str, int, int]]) -> list[Column]:
    """Columns of (label, what is under it, first number, second number)."""
    kept = list(rows)
    most = max((max(first, second) for _, _, first, second in kept), default=0) or 1
    return [
        Column(
            label,
            under,
            f"{100 * first / most:.1f}%",
            f"{100 - 100 * first / most:.1f}%",
            grouped(first),
            f"{100 * second / most:.1f}%",
            f"{100 - 100 * second / most:.1f}%",
            grouped(second),
        )
        for label, under, first, second in kept
    ]
