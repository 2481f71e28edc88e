"""On Mondays the week is told to those who follow an établissement."""

from typing import Final

from espace_factures.app.run import run
from espace_factures.invoices.following.service import recap
from espace_factures.jobs.queue import queue, task

MONDAY_MORNING: Final = "0 20 * * 0"
"""7:00 on Monday in Nouméa, in UTC, which procrastinate counts in."""


@queue.periodic(cron=MONDAY_MORNING)
@task(recap.START)
async def start_recaps(timestamp: int) -> None:
    """Queue one recap for each account that wishes it; `timestamp` is when this was due."""
    await run(recap.start, timestamp)


@task(recap.WRITE)
async def write_recap(account_id: int, week: str) -> None:
    """Write the week of one account."""
    await run(recap.write, account_id, week)
