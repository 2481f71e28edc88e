"""After the commit: a file of payments is recorded line after line; a run that was killed goes on where it was."""

from espace_factures.app.run import read, run
from espace_factures.core.errors import DomainError, FormError
from espace_factures.invoices.payment.service import importing
from espace_factures.jobs.queue import task


@task(importing.RECORD)
async def record(number: int) -> None:
    """Each line once."""
    for line_id in await read(importing.waiting, number):
        try:
            await run(importing.record, line_id)
        except DomainError as refusal:
            fields = refusal.fields if isinstance(refusal, FormError) else {}
            await run(importing.refuse, line_id, next(iter(fields.values()), refusal.sentence))
    await run(importing.end, number)
