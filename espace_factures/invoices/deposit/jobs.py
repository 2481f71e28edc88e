"""After the commit: pictures are recognised, and a structured invoice is held against EN 16931."""

from espace_factures.invoices.deposit.service import drafts, recognition, verification
from espace_factures.jobs.queue import TWO_TRIES, task


@task(drafts.RECOGNISE, TWO_TRIES)
async def recognise(public_id: str) -> None:
    """Fill a draft with the words of its pictures; what fails twice is typed by hand."""
    await recognition.recognise(public_id)


@task(verification.VERIFY, TWO_TRIES)
async def verify(reference: str) -> None:
    """Run the rules; a run that could not be made is tried once more, for what is too long stays so."""
    await verification.verify(reference)
