"""After the commit: a structured invoice is held against EN 16931."""

import anyio.to_thread

from espace_factures.app.outside import outside
from espace_factures.app.run import read, run
from espace_factures.invoices.deposit.service import verification
from espace_factures.jobs.queue import RETRY, queue


@queue.task(name=verification.VERIFY, retry=RETRY)
async def verify(reference: str) -> None:
    """Run the rules; a run that could not be made is tried again."""
    content = await read(verification.content_of, reference)
    findings = await anyio.to_thread.run_sync(outside().reader.verify, content)
    if findings:
        await run(verification.record, reference, findings)
