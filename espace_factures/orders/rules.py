"""A file of bons de commande: what it says of each, and what an import did with it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from espace_factures.core.words import plural


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


class Change(StrEnum):
    """What an import does with a bon de commande."""

    NEW = "nouvelle"
    CHANGED = "changée"
    SAME = "inchangée"


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
