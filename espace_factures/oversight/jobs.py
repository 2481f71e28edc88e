"""Every ten minutes the figures follow what happened."""

from espace_factures.jobs.queue import Job, Line, queue, task
from espace_factures.oversight.service import counting


@queue.periodic(cron="*/10 * * * *")
@task(Job("oversight.count", Line.EXPORTS))
async def count(timestamp: int) -> None:  # noqa: ARG001 - when this was due
    """The days that are not over."""
    await counting.refresh()
