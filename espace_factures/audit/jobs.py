"""Each minute, what was recorded is sealed."""

from espace_factures.app.run import run
from espace_factures.audit.service import sealing
from espace_factures.jobs.queue import Job, Line, queue, task


@queue.periodic(cron="* * * * *")
@task(Job("audit.seal", Line.MAILS))
async def seal(timestamp: int) -> None:  # noqa: ARG001 - when this was due
    """Until nothing waits; among the mails, where no long work keeps the workers."""
    while (await run(sealing.seal))[1] == sealing.BATCH:
        continue
