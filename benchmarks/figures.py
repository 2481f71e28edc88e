"""What a measure gives: medians with their spread, each beside its floor of the same run."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured; a spread is the 10th and the 90th percentile."""

    name: str
    unit: str
    median: float
    low: float
    high: float
    repeats: int
    floor: str = ""
    ratio: float | None = None
    target: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the target is met; nothing when there is none."""
        if self.ratio is None or self.target is None:
            return ""
        return "met" if self.ratio <= self.target else "missed"


def figure(
    name: str, values: Sequence[float], unit: str = "ms", beside: Figure | None = None, target: float | None = None
) -> Figure:
    """The summary of some values, compared with the floor when there is one."""
    ordered = sorted(values)
    median = statistics.median(ordered)
    low, high = ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]
    if beside is None or not beside.median:
        return Figure(name, unit, median, low, high, len(ordered))
    return Figure(name, unit, median, low, high, len(ordered), beside.name, median / beside.median, target)


def timed(call: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def repeated(*calls: Callable[[], Any], times: int = 200) -> list[list[float]]:
    """Milliseconds of each call, taken in turn so that a busy moment falls on all of them."""
    for call in calls:
        for _ in range(10):
            call()
    rounds = [[timed(call) for call in calls] for _ in range(times)]
    return [list(column) for column in zip(*rounds, strict=True)]
