"""Runs one use case in one transaction, in a worker thread, so that the event loop never waits for the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

import anyio.to_thread
from sqlalchemy import Engine

from espace_factures.app.uow import UnitOfWork, reading, unit_of_work
from espace_factures.core.ports import Inside

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Runtime:
    """What the use cases of this process run on; wiring fills it once."""

    engine: Engine | None = None
    reading: Engine | None = None
    ports: Inside | None = None


runtime = Runtime()


def configure(engine: Engine, ports: Inside) -> None:
    """Introduce the database, and what use cases may ask inside a transaction."""
    runtime.engine, runtime.reading, runtime.ports = engine, reading(engine), ports


async def run(use_case: Callable[Concatenate[UnitOfWork, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Await the use case; its transaction is committed when this returns."""
    call: Callable[[], T] = partial(execute, use_case, *args, **kwargs)  # pyright: ignore[reportAssignmentType]
    return await anyio.to_thread.run_sync(call)


async def read(use_case: Callable[Concatenate[UnitOfWork, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Await a use case that only asks, or writes one statement at most: no transaction around it, half the journeys."""
    call: Callable[[], T] = partial(_execute_on, runtime.reading, use_case, *args, **kwargs)  # pyright: ignore[reportAssignmentType]
    return await anyio.to_thread.run_sync(call)


def execute(use_case: Callable[Concatenate[UnitOfWork, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same, for callers that are already in a thread of their own."""
    return _execute_on(runtime.engine, use_case, *args, **kwargs)


def _execute_on(engine: Engine | None, use_case: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    if engine is None or runtime.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    with unit_of_work(engine) as uow:
        return use_case(uow, runtime.ports, *args, **kwargs)


def wall_clock() -> datetime:
    """The present instant, from the port of this process."""
    if runtime.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    return runtime.ports.clock.now()
