"""The job queue, kept in PostgreSQL: features declare their tasks on it, in a line each; workers run them."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import procrastinate
import structlog
from procrastinate.exceptions import ProcrastinateException

from espace_factures import logs, measures


class Line(StrEnum):
    """Where a job waits, by how soon somebody needs it; each line has workers that the others never take."""

    CODES = "codes"
    MAILS = "mails"
    READING = "lecture"
    VERIFICATION = "verification"
    EXPORTS = "exports"
    BATCHES = "lots"
    MAILBOX = "depots"


@dataclass(frozen=True, slots=True)
class Job:
    """What may be deferred, by whoever knows its name: the task itself may be declared in another process."""

    name: str
    line: Line
    delay: int = 0
    """Seconds before a worker may take it."""


WORKERS: Final[Mapping[Line, int]] = {
    Line.CODES: 3,
    Line.MAILS: 3,
    Line.READING: 2,
    Line.VERIFICATION: 1,
    Line.EXPORTS: 1,
    Line.BATCHES: 2,
    Line.MAILBOX: 1,
}
RETRY = procrastinate.RetryStrategy(max_attempts=20, exponential_wait=2)
TWO_TRIES = procrastinate.RetryStrategy(max_attempts=1, wait=5)
STALLED_AFTER_SECONDS = 20
LATEST_PERIODIC_SECONDS = 24 * 3600
"""A worker that was down when a periodic job was due still queues it when it is back, for so long."""

ASKED_BY = "asked_by"
"""Among the arguments of a job, the number of the request that asked for it: its log bears it too."""

CONNECTIONS = 2 * len(Line) + 2
"""Each line listens on one and works on another; two are left to whoever looks after the dead."""

queue = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
"""Where tasks are declared and deferred: always on the connection of a transaction, so it needs no pool of its own."""

log = structlog.get_logger()


def task(job: Job, retry: procrastinate.RetryStrategy = RETRY) -> Any:
    """Declare what does the job."""

    def declare(work: Callable[..., Awaitable[None]]) -> Any:
        return queue.task(name=job.name, queue=job.line, retry=retry)(_seen(job, work))

    return declare


def _seen(job: Job, work: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The same, timed, with a line in the log under the number of the request that asked for it."""

    @functools.wraps(work)
    async def done(*args: Any, **kwargs: Any) -> None:
        with logs.of_request(kwargs.pop(ASKED_BY, "")), measures.timed(measures.JOBS, job.name):
            await work(*args, **kwargs)
            log.info("job.done", task=job.name)

    return done


def asked(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a job, with who asks for it."""
    number = logs.present_request()
    return {**arguments, ASKED_BY: number} if number else dict(arguments)


@contextlib.asynccontextmanager
async def running_worker(conninfo: str) -> AsyncIterator[None]:
    """The workers of each line inside this process, for as long as the block lasts."""
    app = queue.with_connector(procrastinate.PsycopgConnector(conninfo=conninfo, min_size=1, max_size=CONNECTIONS))
    app.periodic_defaults = {"max_delay": LATEST_PERIODIC_SECONDS}
    for scheduled in app.periodic_registry.periodic_tasks.values():
        # The worker alone defers what is due, and a task defers itself through the app it is bound to.
        scheduled.task.blueprint = app
    async with app.open_async():
        await adopt_orphans(app)
        tasks = [asyncio.create_task(_work_forever(app, line, most)) for line, most in WORKERS.items()]
        tasks.append(asyncio.create_task(_adopt_forever(app)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _work_forever(app: procrastinate.App, line: Line, at_once: int) -> None:
    """A worker stops when it loses the database while it looks at the clock: another one takes its place."""
    while True:
        try:
            await app.run_worker_async(
                queues=[line],
                concurrency=at_once,
                install_signal_handlers=False,
                fetch_job_polling_interval=2.0,
                shutdown_graceful_timeout=5.0,
                delete_jobs="successful",
                update_heartbeat_interval=STALLED_AFTER_SECONDS / 4,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
            )
        except (ProcrastinateException, RuntimeError) as error:
            log.warning("jobs.worker_stopped", line=line, error=type(error).__name__)
        await asyncio.sleep(1)


async def adopt_orphans(app: procrastinate.App) -> None:
    """Give the jobs of workers that died a second life."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await app.job_manager.retry_job(job)


async def _adopt_forever(app: procrastinate.App) -> None:
    while True:
        await asyncio.sleep(STALLED_AFTER_SECONDS / 2)
        try:
            await adopt_orphans(app)
        except ProcrastinateException as error:
            log.warning("jobs.adoption_failed", error=type(error).__name__)
