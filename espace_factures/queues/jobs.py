"""After the commit: a batch is gone through line after line; a run that was killed goes on where it was."""

from sqlalchemy.exc import OperationalError

from espace_factures.app.run import read, run
from espace_factures.core.errors import DomainError, OverloadedError
from espace_factures.jobs.queue import task
from espace_factures.queues.rules import is_told
from espace_factures.queues.service import batching, running
from espace_factures.web import faults


@task(batching.RUN)
async def run_batch(batch_id: int) -> None:
    """Each line once, then each supplier once."""
    items = await read(running.waiting, batch_id)
    for rank, item_id in enumerate(items, 1):
        await _go_through(item_id, is_told=is_told(rank, len(items)))
    while await run(running.tell_next, batch_id):
        pass
    await run(running.end, batch_id)


async def _go_through(item_id: int, *, is_told: bool) -> None:
    """One line: done, or refused with its sentence. Without a database the job waits, and comes back."""
    try:
        await run(running.carry_out, item_id, is_told=is_told)
    except DomainError as refusal:
        why = refusal.code, running.sentence_of(refusal)
        await run(running.refuse, item_id, *why, is_told=is_told)
    except (OperationalError, OverloadedError):
        raise
    except Exception as error:
        number = faults.number("batch.failed", error)
        why = "incident", f"Un incident de notre côté a interrompu cette ligne : réessayez-la ({number})."
        await run(running.refuse, item_id, *why, is_told=is_told)
