"""How late the event loop comes back, all the time, and how many of its threads and connections are taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import perf_counter
from typing import Any, Final

import anyio.to_thread
from anyio import CapacityLimiter

from espace_factures import measures
from espace_factures.app import outside, run

SECONDS: Final = 0.5


@asynccontextmanager
async def watched() -> AsyncIterator[None]:
    """For as long as the block lasts."""
    _threads("threads", anyio.to_thread.current_default_thread_limiter())
    _threads("threads_outside", outside.elsewhere)
    _threads("threads_reader", outside.readers)
    _connections("database", run.runtime.engine)
    _connections("database_reading", run.runtime.reading)
    measures.pooled("database_asking", run.may_ask, run.asked_now)
    task = asyncio.create_task(_look())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _threads(name: str, limiter: CapacityLimiter) -> None:
    measures.pooled(name, lambda: limiter.total_tokens, lambda: limiter.borrowed_tokens)
    measures.WAITING.labels(name).set_function(lambda: limiter.statistics().tasks_waiting)


def _connections(name: str, engine: Any) -> None:
    measures.pooled(name, lambda: engine.pool.size() + engine.pool._max_overflow, lambda: 0 + engine.pool.checkedout())


async def _look() -> None:
    while True:
        due = perf_counter() + SECONDS
        await asyncio.sleep(SECONDS)
        measures.LAG.observe(max(0.0, perf_counter() - due))
