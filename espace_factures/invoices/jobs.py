"""Holds a deposited structured invoice against EN 16931, at arm's length and after the commit."""

import anyio.to_thread

from espace_factures.invoices import verification
from espace_factures.jobs.queue import RETRY, queue
from espace_factures.web.run import run, runtime


@queue.task(name=verification.VERIFY, retry=RETRY)
async def verify(reference: str) -> None:
    """Run the rules; a run that could not be made is tried again."""
    if runtime.ports is None:
        return
    content = await run(verification.content_of, reference)
    findings = await anyio.to_thread.run_sync(runtime.ports.reader.verify, content)
    if findings:
        await run(verification.record, reference, findings)
