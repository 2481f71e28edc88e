"""Runs one use case in one transaction, or one question in none, in a worker thread: the event loop never waits."""

from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import coroutine
from typing import Concatenate, ParamSpec, TypeVar

import anyio.to_thread
from sqlalchemy import Engine

from espace_factures.app.asking import Lines, Question, asked
from espace_factures.app.pools import Pools
from espace_factures.app.reading import Reading
from espace_factures.app.uow import ONE_PROCESS, UnitOfWork, questions, reading, unit_of_work
from espace_factures.core.ports import Inside

UNWIRED = "wiring.configure() has not run"
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Runtime:
    """What the use cases of this process run on; wiring fills it once."""

    engine: Engine | None = None
    reading: Engine | None = None
    ports: Inside | None = None
    lines: Lines | None = None
    """The connections of the event loop of a server; elsewhere a thread asks."""


runtime = Runtime()
is_in_thread: ContextVar[bool] = ContextVar("in_thread", default=False)
"""Whether this call has a thread of its own already: what it awaits is then done at once, in it."""


def configure(engine: Engine, ports: Inside) -> None:
    """Introduce the database, and what use cases may ask inside a transaction."""
    runtime.engine, runtime.reading, runtime.ports = engine, reading(engine), ports


@asynccontextmanager
async def asking(conninfo: str, pools: Pools = ONE_PROCESS) -> AsyncIterator[None]:
    """Let the event loop ask by itself for as long as the block lasts."""
    runtime.lines = lines = Lines(conninfo, pools)
    try:
        yield
    finally:
        runtime.lines = None
        await lines.close()


@coroutine
def outside_thread() -> Generator[None, None, None]:
    """Await it before what waits for the outside: whoever drives this call in a thread of its own stops here."""
    if is_in_thread.get():
        yield


async def run(use_case: Callable[Concatenate[UnitOfWork, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Await the use case; its transaction is committed when this returns."""
    call: Callable[[], T] = partial(execute, use_case, *args, **kwargs)  # pyright: ignore[reportAssignmentType]
    return call() if is_in_thread.get() else await anyio.to_thread.run_sync(call)


async def read(question: Callable[Concatenate[Reading, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Await a use case that only asks: no transaction around it, half the round trips."""
    call: Callable[[], T] = partial(answer, question, *args, **kwargs)  # pyright: ignore[reportAssignmentType]
    return call() if is_in_thread.get() else await anyio.to_thread.run_sync(call)


async def ask(question: Question[T]) -> T:
    """Await the answer of one statement: the event loop asks, no thread is woken."""
    if runtime.lines is None or is_in_thread.get():
        return await read(_asked, question)
    return await runtime.lines.ask(question)


def may_ask() -> int:
    """How many questions the event loop may ask at once."""
    return runtime.lines.pools.size if runtime.lines else 0


def asked_now() -> int:
    """How many questions the event loop is asking."""
    return runtime.lines.busy() if runtime.lines else 0


def execute(use_case: Callable[Concatenate[UnitOfWork, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same, for callers that are already in a thread of their own."""
    if runtime.engine is None:
        raise RuntimeError(UNWIRED)
    with unit_of_work(runtime.engine) as uow:
        return use_case(uow, inside(), *args, **kwargs)


def answer(question: Callable[Concatenate[Reading, Inside, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `read` awaits, for callers that are already in a thread of their own."""
    if runtime.reading is None:
        raise RuntimeError(UNWIRED)
    with questions(runtime.reading) as reading:
        return question(reading, inside(), *args, **kwargs)


def _asked(uow: Reading, _ports: Inside, question: Question[T]) -> T:
    return asked(uow, question)


def inside() -> Inside:
    """The clock, chance and the settings of this process."""
    if runtime.ports is None:
        raise RuntimeError(UNWIRED)
    return runtime.ports


def wall_clock() -> datetime:
    """The present instant, from the port of this process."""
    return inside().clock.now()
