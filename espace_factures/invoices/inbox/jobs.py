"""After the relay handed a mail over: its files become drafts; each day, what no relay repeats any more goes."""

from espace_factures.invoices.inbox.service import opening, receiving
from espace_factures.jobs.queue import Job, Line, queue, task


@task(receiving.OPEN)
async def open_mail(mail_id: int) -> None:
    """Open one mail; a run that failed begins again and ends the same."""
    await opening.open_mail(mail_id)


@queue.periodic(cron="41 14 * * *")
@task(Job("invoices.purge_mails", Line.MAILBOX))
async def purge(timestamp: int) -> None:  # noqa: ARG001 - when this was due
    """Forget the mails that were answered long ago."""
    await opening.purge()
