"""After the commit: a structured invoice is held against EN 16931."""

from espace_factures.invoices.deposit.service import verification
from espace_factures.jobs.queue import RETRY, queue


@queue.task(name=verification.VERIFY, retry=RETRY)
async def verify(reference: str) -> None:
    """Run the rules; a run that could not be made is tried again."""
    await verification.verify(reference)
