"""The invoices of three years: when each came, what it says, and what became of it; the same at each start."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from espace_factures.core.calendar import noumea_date
from espace_factures.invoices.rules import ENDED, Status
from scripts.demo import orders
from scripts.demo.bills import Bill, lines_of
from scripts.demo.places import DIRECTIONS
from scripts.demo.stage import at_work
from scripts.demo.suppliers import SUPPLIERS, iban

SEED: Final = 2026
HISTORY_DAYS: Final = (1090, 61)
A_MONTH: Final = 28
"""Invoices of the last month of the history; there were fewer at its beginning."""
RECENT_DAYS: Final = 58
ELSEWHERE: Final = iban("17499", "00070", "00066554433")
"""An account that no supplier declared."""
ELSEWHERE_EACH: Final = 11
TO_CLEARED: Final = (Status.TAKEN, Status.SERVICE_DONE, Status.CLEARED)
TO_PAID: Final = (*TO_CLEARED, Status.ORDERED, Status.SENT, Status.PAID)
ASKED: Final = (Status.TAKEN, Status.SUSPENDED, Status.COMPLETED)
ENDINGS: Final[Sequence[tuple[Sequence[Status], int]]] = (
    (TO_PAID, 74),
    ((*ASKED, *TO_PAID[1:]), 15),
    ((Status.REDIRECTED, *TO_PAID), 4),
    ((Status.TAKEN, Status.REJECTED), 4),
    ((Status.WITHDRAWN,), 3),
)
"""What became of the invoices of the history, in how many cases of a hundred."""
RECENT: Final[Sequence[tuple[Sequence[Status], int, float, float]]] = (
    ((), 11, 0.2, 16),
    ((), 1, 38, 39),
    ((Status.TAKEN,), 7, 2, 24),
    ((Status.TAKEN,), 1, 40, 41),
    ((Status.REDIRECTED,), 4, 3, 25),
    (ASKED[:2], 7, 8, 45),
    (ASKED, 5, 9, 34),
    (TO_CLEARED[:2], 6, 6, 33),
    (TO_CLEARED, 8, 8, 35),
    (TO_PAID[:4], 6, 12, 42),
    (TO_PAID[:5], 4, 18, 48),
    (TO_PAID, 8, 27, RECENT_DAYS),
    ((Status.TAKEN, Status.REJECTED), 4, 9, 50),
    ((Status.WITHDRAWN,), 2, 5, 45),
)
"""What the invoices of the last two months went through, how many did, and how many days ago they came."""
SHARES: Final = {
    Status.TAKEN: 0.12,
    Status.REDIRECTED: 0.1,
    Status.SUSPENDED: 0.1,
    Status.COMPLETED: 0.25,
    Status.SERVICE_DONE: 0.2,
    Status.CLEARED: 0.15,
    Status.ORDERED: 0.25,
    Status.SENT: 0.06,
    Status.PAID: 0.22,
    Status.REJECTED: 0.15,
    Status.WITHDRAWN: 0.2,
}
"""How long each step takes beside the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of status."""

    at: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class Planned:
    """An invoice of the demonstration, by the places of its supplier and of its direction."""

    place: int
    direction: int
    bill: Bill
    deposited_at: datetime
    steps: tuple[Step, ...]
    chance: int
    """Draws what is said on the way."""

    @property
    def status(self) -> Status:
        """Where it stands today."""
        return self.steps[-1].status if self.steps else Status.DEPOSITED

    @property
    def key(self) -> tuple[int, str]:
        """What makes it one."""
        return self.place, self.bill.number


@dataclass(frozen=True, slots=True)
class _Sketch:
    place: int
    direction: int
    deposited_at: datetime
    steps: tuple[Step, ...]
    chance: int

    @property
    def is_over(self) -> bool:
        """Nobody has anything to do any more."""
        return bool(self.steps) and self.steps[-1].status in ENDED


def tell(now: datetime) -> tuple[list[Planned], list[Planned]]:
    """The history that is over, and the last two months, each in time's order; numbers follow each other."""
    chance = random.Random(SEED)
    before = sorted(_history(now, chance), key=lambda sketch: sketch.deposited_at)
    after = sorted(_recent(now, chance), key=lambda sketch: sketch.deposited_at)
    counts: dict[tuple[int, int], int] = {}
    told = [_numbered(sketch, counts, now) for sketch in (*before, *after)]
    return told[: len(before)], told[len(before) :]


def _history(now: datetime, chance: random.Random) -> Iterator[_Sketch]:
    paths, weights = [path for path, _ in ENDINGS], [weight for _, weight in ENDINGS]
    days, end = HISTORY_DAYS
    while days > end:
        yield _sketch(now, days, 0.5, chance.choices(paths, weights)[0], chance, most=52 - 14 * (1 - days / 1090))
        growth = 0.6 + 0.4 * (1 - days / HISTORY_DAYS[0])
        days -= chance.expovariate(A_MONTH * growth * _season(now, days) / 30.4)


def _season(now: datetime, days: float) -> float:
    """Budgets close in December: more in November, little in January."""
    month = (now - timedelta(days=days)).month
    return {1: 0.5, 2: 0.8, 11: 1.35, 12: 1.1}.get(month, 1.0)


def _recent(now: datetime, chance: random.Random) -> Iterator[_Sketch]:
    for path, count, least, most in RECENT:
        for _ in range(count):
            days = chance.uniform(least, most)
            yield _sketch(now, days, min(0.1 * days, 2), path, chance, most=days)


def _sketch(
    now: datetime, days: float, rest: float, path: Sequence[Status], chance: random.Random, most: float
) -> _Sketch:
    """Its steps spread over the days it took, less those that it rests where it is."""
    place = chance.choices(range(len(SUPPLIERS)), (8, 5, 3, 4, 4, 5, 2))[0]
    lasts = (min(days, most) - rest) * (chance.uniform(0.45, 1) if path and path[-1] is Status.PAID else 1)
    shares = [SHARES[status] * chance.uniform(0.5, 1.5) for status in path]
    whole, past, steps = max(sum(shares), 0.6), 0.0, []
    for status, share in zip(path, shares, strict=True):
        past += share
        steps.append(Step(at_work(now, days - lasts * past / whole), status))
    direction = chance.choice(SUPPLIERS[place].directions)
    return _Sketch(place, direction, at_work(now, days), tuple(steps), chance.getrandbits(32))


def _numbered(sketch: _Sketch, counts: dict[tuple[int, int], int], now: datetime) -> Planned:
    supplier, chance = SUPPLIERS[sketch.place], random.Random(sketch.chance)
    issued_on = noumea_date(sketch.deposited_at - timedelta(days=supplier.days_before))
    count = counts[sketch.place, issued_on.year] = counts.get((sketch.place, issued_on.year), 0) + 1
    bill = Bill(
        supplier=supplier,
        number=f"{supplier.prefix}-{issued_on.year}-{count:04d}",
        issued_on=issued_on,
        order="",
        direction=DIRECTIONS[sketch.direction][1],
        iban=ELSEWHERE if sketch.chance % ELSEWHERE_EACH == 0 and not sketch.is_over else supplier.iban,
        lines=lines_of(supplier, chance),
    )
    if chance.random() < orders.USED:
        days = (now - sketch.deposited_at) / timedelta(days=1)
        bill = replace(bill, order=orders.number(sketch.place, sketch.direction, days, now))
    return Planned(sketch.place, sketch.direction, bill, sketch.deposited_at, sketch.steps, sketch.chance)
