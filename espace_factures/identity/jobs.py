"""Makes the codes that pages asked for, and sends them; forgets each night what is not needed any more."""

from espace_factures.app.run import run
from espace_factures.identity.service import codes, housekeeping, sending
from espace_factures.jobs.queue import Job, Line, queue, task


@task(codes.SEND_CODE)
async def send_code(code_id: int) -> None:
    """Send one code; a run that failed is tried again, and never makes two."""
    await run(sending.deliver, code_id)


@queue.periodic(cron="12 15 * * *")  # 2:12 in Nouméa
@task(Job("accounts.tidy", Line.EXPORTS))
async def tidy(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives it
    """Once a day."""
    await run(housekeeping.tidy)
