"""After the commit: a structured invoice is held against EN 16931; on Mondays: the week is told to its followers."""

from typing import Final

import anyio.to_thread

from espace_factures.invoices import recap, verification
from espace_factures.jobs.queue import RETRY, queue
from espace_factures.web.run import run, runtime

MONDAY_MORNING: Final = "0 20 * * 0"
"""7:00 on Monday in Nouméa, in UTC, which procrastinate counts in."""


@queue.task(name=verification.VERIFY, retry=RETRY)
async def verify(reference: str) -> None:
    """Run the rules; a run that could not be made is tried again."""
    if runtime.ports is None:
        return
    content = await run(verification.content_of, reference)
    findings = await anyio.to_thread.run_sync(runtime.ports.reader.verify, content)
    if findings:
        await run(verification.record, reference, findings)


@queue.periodic(cron=MONDAY_MORNING)
@queue.task(name=recap.START, retry=RETRY)
async def start_recaps(timestamp: int) -> None:
    """Queue one recap for each account that wishes it; `timestamp` is when this was due."""
    await run(recap.start, timestamp)


@queue.task(name=recap.WRITE, retry=RETRY)
async def write_recap(account_id: int, week: str) -> None:
    """Write the week of one account."""
    await run(recap.write, account_id, week)
