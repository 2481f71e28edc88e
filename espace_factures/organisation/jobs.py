"""Each night the head of the audit log leaves the database: by the technical log, and by mail to who keeps it."""

from espace_factures.app.run import run
from espace_factures.jobs.queue import Job, Line, queue, task
from espace_factures.organisation.service import journal


@queue.periodic(cron="32 15 * * *")  # 2:32 in Nouméa
@task(Job("organisation.send_head", Line.EXPORTS))
async def send_head(timestamp: int) -> None:  # noqa: ARG001 - when this was due
    """Once a day."""
    await run(journal.send_head)
