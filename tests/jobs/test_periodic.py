"""What is due at a time is done, once, by whichever worker is there."""

import asyncio
import time

from procrastinate.periodic import PeriodicDeferrer

from espace_factures import catalogue, postgres
from espace_factures.jobs.queue import queue, running_worker
from tests.conftest import World
from tests.loops import finished

assert catalogue.JOBS
PATIENCE = 15


def due(world: World, name: str) -> None:
    """A worker runs, finds twice that a periodic task is due, and does what it must."""
    url = postgres.libpq_url(world.engine.url.render_as_string(hide_password=False))

    async def work() -> None:
        async with running_worker(url):
            scheduled = next(one for one in queue.periodic_registry.periodic_tasks.values() if one.task.name == name)
            for _ in range(2):
                await PeriodicDeferrer(registry=queue.periodic_registry).defer_jobs([(scheduled, 1_800_000_000)])
            limit = time.monotonic() + PATIENCE
            while world.rows("SELECT 1 FROM procrastinate_jobs") and time.monotonic() < limit:
                await asyncio.sleep(0.1)

    finished(work())


def test_what_is_due_is_done_and_leaves_the_queue(world: World) -> None:
    with world.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO rate_buckets VALUES ('vieux', '2020-01-01', 1)")
    due(world, "accounts.tidy")
    assert world.rows("SELECT 1 FROM rate_buckets WHERE key = 'vieux'") == []
    assert world.rows("SELECT 1 FROM procrastinate_jobs") == []


def test_found_due_twice_it_is_queued_once(world: World) -> None:
    due(world, "accounts.tidy")
    assert len(world.rows("SELECT 1 FROM procrastinate_periodic_defers WHERE defer_timestamp = 1800000000")) == 1


def test_each_periodic_task_has_its_hour() -> None:
    hours = {one.task.name: one.cron for one in queue.periodic_registry.periodic_tasks.values()}
    assert hours["invoices.recaps"] == "0 20 * * 0", "Monday, 7:00 in Nouméa"
    assert hours["accounts.tidy"] == "12 15 * * *", "each night, 2:12 in Nouméa"
