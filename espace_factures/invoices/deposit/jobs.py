"""After the commit: a structured invoice is held against EN 16931."""

from espace_factures.invoices.deposit.service import verification
from espace_factures.jobs.queue import TWO_TRIES, task


@task(verification.VERIFY, TWO_TRIES)
async def verify(reference: str) -> None:
    """Run the rules; a run that could not be made is tried once more, for what is too long stays so."""
    await verification.verify(reference)
