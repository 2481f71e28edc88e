"""Keeps the figures beside the invoices: the days that are not over are counted again, months and delays follow."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.calendar import NOUMEA, noumea_date
from espace_factures.core.ports import Inside
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.oversight.repository import counting
from espace_factures.oversight.rules.figures import WINDOW, month_before, month_of

LATE: Final = timedelta(hours=1)
"""A line is written in a transaction that commits a little later: what is counted goes back so far."""
LABELS: Final = {
    "suspended": STAGES[Status.SUSPENDED].label,
    "completed": STAGES[Status.COMPLETED].label,
    "attested": STAGES[Status.SERVICE_DONE].label,
    "cleared": STAGES[Status.CLEARED].label,
    "ordered": STAGES[Status.ORDERED].label,
    "paid": STAGES[Status.PAID].label,
    "rejected": STAGES[Status.REJECTED].label,
}
"""The history is written in the words that were told."""


async def refresh() -> int:
    """Count what is new since the last time; returns how many months were touched."""
    return await _count(is_new=False)


async def rebuild() -> int:
    """Count everything again, from the first line of the history on."""
    return await _count(is_new=True)


async def _count(*, is_new: bool) -> int:
    parts = await read(_parts, is_new)
    for first, last in parts:
        await run(_count_days, first, last)
    if parts:
        await run(_sum_up)
    return len(parts)


def _parts(uow: Reading, ports: Inside, is_new: bool) -> list[tuple[date, date]]:
    """The days to count, a month at a time, so that no transaction is long."""
    today, done = noumea_date(ports.clock.now()), None if is_new else counting.counted_until(uow.session)
    begins = done - LATE if done else counting.begins(uow.session)
    return list(_months(noumea_date(begins), today)) if begins else []


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        following = month_before(first, -1)
        yield first, min(last, following - timedelta(days=1))
        first = following


def _count_days(uow: UnitOfWork, ports: Inside, first: date, last: date) -> None:
    now = ports.clock.now()
    counting.lock(uow.session)
    counting.count(uow.session, first, last, _midnight(first), _midnight(last + timedelta(days=1)), LABELS)
    counting.add_up_months(uow.session, month_of(first), month_before(first, -1))
    counting.say_until(uow.session, min(now, _midnight(last + timedelta(days=1))))


def _sum_up(uow: UnitOfWork, ports: Inside) -> None:
    counting.lock(uow.session)
    counting.summarise(uow.session, noumea_date(ports.clock.now() - WINDOW))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), NOUMEA)
