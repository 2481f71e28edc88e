"""The figures as plots and as the tables behind them: every number that is drawn is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from espace_factures.core.calendar import LONG_MONTHS, SHORT_MONTHS, noumea_date
from espace_factures.core.money import francs
from espace_factures.core.plots import Bar, Column, columns
from espace_factures.core.words import NBSP, capital, counted, grouped
from espace_factures.invoices.expecting.rules import FEWEST
from espace_factures.invoices.rules import REASONS
from espace_factures.organisation.models import Direction
from espace_factures.oversight.models import DelaySummary
from espace_factures.oversight.repository.figures import Month
from espace_factures.oversight.rules.figures import (
    MONTHS,
    STEPS,
    THE_PROVINCE,
    Counted,
    Step,
    month_of,
    months_until,
    share,
)
from espace_factures.oversight.service.dashboard import Figures

EVERYWHERE: Final = "Toute la Province"
SHOWN: Final = (Step.WHOLE, Step.CHECKED, Step.CLEARED, Step.ORDERED, Step.PAID, Step.ANSWERED)
WAYS: Final = (Step.CHECKED, Step.CLEARED, Step.ORDERED, Step.PAID)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the table."""

    label: str
    deposited: str
    deposited_amount: str
    paid: str
    paid_amount: str
    suspended: str
    rejected: str


@dataclass(frozen=True, slots=True)
class DelayRow:
    """A direction of the table: how many, and « 12 j · 19 j » for each step."""

    label: str
    invoices: str
    whole: str
    checked: str
    cleared: str
    ordered: str
    paid: str
    answered: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason of the table."""

    label: str
    times: str
    share: str


def month_columns(found: Figures) -> list[Column]:
    """What came in and what was paid, month by month."""
    kept = _by_month(found.months)
    rows = [
        (
            SHORT_MONTHS[month.month - 1],
            str(month.year),
            _count(kept, month, Counted.DEPOSITED),
            _count(kept, month, Counted.PAID),
        )
        for month in _months(found)
    ]
    return columns(rows)


def month_rows(found: Figures) -> list[MonthRow]:
    """The same as a table, the latest first, with what was suspended and rejected."""
    kept = _by_month(found.months)
    return [
        MonthRow(
            label=capital(f"{LONG_MONTHS[month.month - 1]}{NBSP}{month.year}"),
            deposited=grouped(_count(kept, month, Counted.DEPOSITED)),
            deposited_amount=francs(_amount(kept, month, Counted.DEPOSITED)),
            paid=grouped(_count(kept, month, Counted.PAID)),
            paid_amount=francs(_amount(kept, month, Counted.PAID)),
            suspended=grouped(_count(kept, month, Counted.SUSPENDED)),
            rejected=grouped(_count(kept, month, Counted.REJECTED)),
        )
        for month in reversed(_months(found))
    ]


def direction_bars(found: Figures, step: Step = Step.WHOLE) -> list[Bar]:
    """The delay of each direction that has enough of them, the quickest first; the whole Province before."""
    named = [(name, one) for name, one in _named(found, step) if one.invoices >= FEWEST]
    return _bars((name, one) for name, one in named)


def step_bars(found: Figures) -> list[Bar]:
    """The delay of each step of the way, in the direction that is looked at."""
    kept = {row.step: row for row in found.delays if row.direction_id == found.direction_id}
    return _bars((STEPS[step], kept[step]) for step in WAYS if step in kept and kept[step].invoices >= FEWEST)


def delay_rows(found: Figures) -> list[DelayRow]:
    """The same as a table, with the directions that have too few to say anything."""
    kept = {(row.direction_id, row.step): row for row in found.delays}
    return [_delays(name, number, kept) for number, name in _directions(found)]


def reason_bars(found: Figures) -> list[Bar]:
    """The reasons of suspensions, the most frequent first."""
    most = max((times for _, times in found.reasons), default=0)
    return [
        Bar(capital(_reason(code)), grouped(times), _part(times, most), _part(times, most))
        for code, times in found.reasons[:8]
    ]


def reason_rows(found: Figures) -> list[ReasonRow]:
    """All of them."""
    every = sum(times for _, times in found.reasons)
    return [
        ReasonRow(capital(_reason(code)), grouped(times), f"{share(times, every)}{NBSP}%")
        for code, times in found.reasons
    ]


def days_words(row: DelaySummary | None) -> str:
    """« 12 j ; 8 sur 10 en 19 j », or why it is not said."""
    if row is None:
        return "–"
    if row.invoices < FEWEST:
        return f"trop peu ({row.invoices})"
    return f"{row.median_days}{NBSP}j · {row.most_days}{NBSP}j"


def _bars(rows: Iterable[tuple[str, DelaySummary]]) -> list[Bar]:
    kept = list(rows)
    most = max((row.most_days for _, row in kept), default=0)
    return [
        Bar(
            name,
            f"{counted(row.median_days, 'jour')}, 8 sur 10 en {row.most_days}",
            _part(row.median_days, most),
            _part(row.most_days, most),
        )
        for name, row in kept
    ]


def _named(found: Figures, step: Step) -> list[tuple[str, DelaySummary]]:
    kept = {row.direction_id: row for row in found.delays if row.step is step}
    named = [(name, kept[number]) for number, name in _directions(found) if number in kept]
    return sorted(named, key=lambda one: (one[1].direction_id != THE_PROVINCE, one[1].median_days, one[0]))


def _directions(found: Figures) -> list[tuple[int, str]]:
    """Whose delays may be told: the Province, the open directions, and the closed ones that still pay."""
    moving = {row.direction_id for row in found.delays}
    shown: Sequence[Direction] = [one for one in found.directions if one.is_active or one.id in moving]
    return [(THE_PROVINCE, EVERYWHERE), *((one.id, one.name) for one in sorted(shown, key=lambda one: one.name))]


def _delays(name: str, number: int, kept: dict[tuple[int, Step], DelaySummary]) -> DelayRow:
    whole = kept.get((number, Step.WHOLE))
    return DelayRow(
        name, grouped(whole.invoices if whole else 0), *(days_words(kept.get((number, step))) for step in SHOWN)
    )


def _reason(code: str) -> str:
    return REASONS.get(code, code or "sans motif")


def _part(value: int, most: int) -> str:
    return f"{share(value, most)}%"


def _months(found: Figures) -> list[date]:
    return months_until(month_of(noumea_date(found.now)), MONTHS)


def _by_month(rows: Iterable[Month]) -> dict[tuple[date, Counted], Month]:
    return {(row.month, row.counted): row for row in rows}


def _count(kept: dict[tuple[date, Counted], Month], month: date, counted: Counted) -> int:
    row = kept.get((month, counted))
    return row.invoices if row else 0


def _amount(kept: dict[tuple[date, Counted], Month], month: date, counted: Counted) -> int:
    row = kept.get((month, counted))
    return row.amount if row else 0
