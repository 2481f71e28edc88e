"""After the commit: a sheet is written row by row; each hour, those that waited long enough go."""

from espace_factures.invoices.exporting.service import exports
from espace_factures.jobs.queue import Job, Line, queue, task


@task(exports.MAKE)
async def make_export(public_id: str) -> None:
    """Make one sheet; a run that failed begins again and ends the same."""
    await exports.make(public_id)


@queue.periodic(cron="27 * * * *")
@task(Job("invoices.purge_exports", Line.EXPORTS))
async def purge(timestamp: int) -> None:  # noqa: ARG001 - when this was due
    """Delete the sheets that were kept long enough."""
    await exports.purge()
