"""A file of bons de commande: what it says of each, and what an import did with it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from espace_factures.core.words import plural

PAGE_SIZE: Final = 25
MOST_READ: Final = 10_000
"""What a search goes through: the most recent bons de commande that the agent may read."""
MOST_ROWS: Final = 20_000
"""Of a file that comes by the page: whoever sent it waits for the answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bon de commande: unit price in XPF before tax, rate in percent, empty when it bears none."""

    label: str
    quantity: int
    unit_price: int
    tgc_rate: str


@dataclass(frozen=True, slots=True)
class Head:
    """A bon de commande without its lines; `name` is the établissement's, for one that the portal does not know."""

    number: str
    ridet: str
    name: str
    direction: str
    label: str
    amount: int
    ordered_on: date


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not imported: where it stands in the file, and why."""

    row: int
    number: str
    why: str


@dataclass(slots=True)
class Given:
    """A bon de commande as the rows of one number describe it; `lines` is None when the file has no such column."""

    row: int
    head: Head
    lines: list[Line] | None


class State(StrEnum):
    """Which bons de commande a list shows."""

    OPEN = "ouverts"
    CLOSED = "clos"
    ALL = "tous"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the list begins: after, or before, the bon de commande of this day and id."""

    day: date
    row_id: int
    is_before: bool = False

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{'avant' if self.is_before else 'apres'}_{self.day}_{self.row_id}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the list."""

    search: str = ""
    state: State = State.OPEN
    direction_id: int = 0
    place: Place | None = None


class Change(StrEnum):
    """What an import does with a bon de commande."""

    NEW = "nouvelle"
    CHANGED = "changée"
    SAME = "inchangée"


@dataclass(frozen=True, slots=True)
class Judged:
    """A bon de commande of a file, what an import does with it, and of what it changes: before, then after."""

    given: Given
    change: Change
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, and what it would refuse."""

    judged: Sequence[Judged]
    refused: Sequence[Refused]

    @property
    def counts(self) -> dict[Change, int]:
        """How many of each."""
        return {change: sum(one.change is change for one in self.judged) for change in Change}

    @property
    def digest(self) -> str:
        """By which what is done is known to be what was shown."""
        shown = [(one.given.head, one.change, one.changes) for one in self.judged], list(self.refused)
        return hashlib.sha256(repr(shown).encode()).hexdigest()


@dataclass(slots=True)
class Report:
    """What an import did: how many of each change, and what it refused."""

    done: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    refused: list[Refused] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report in French, a line for each refusal."""
        counts = [_counted(count, change) for change, count in self.done.items()]
        rows = sorted(self.refused, key=lambda refused: refused.row)
        return [f"Commandes : {', '.join([*counts, _counted(len(rows), 'refusée')])}.", *map(_refusal, rows)]


def gather(rows: list[tuple[int, Head, Line | None]], *, has_lines: bool) -> tuple[list[Given], list[Refused]]:
    """The bons de commande that rows describe: several rows of one number give its lines and agree on the rest."""
    found: dict[str, Given] = {}
    refused: list[Refused] = []
    for row, head, line in rows:
        given = found.setdefault(head.number, Given(row, head, [] if has_lines else None))
        if given.head != head:
            refused.append(Refused(row, head.number, f"la ligne {given.row} décrit cette commande autrement."))
        elif line is not None and given.lines is not None:
            given.lines.append(line)
    contested = {fault.number for fault in refused}
    return [given for number, given in found.items() if number not in contested], refused


def _counted(count: int, word: str) -> str:
    return f"{count} {plural(count, word)}"


def _refusal(refused: Refused) -> str:
    which = f", commande {refused.number}" if refused.number else ""
    return f"Ligne {refused.row}{which} : {refused.why}"
