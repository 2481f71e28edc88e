"""Whether this process can do its work now: all that it needs is asked at once, named, and waited for two seconds."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import structlog

from espace_factures.app.outside import away, outside
from espace_factures.app.run import ask
from espace_factures.oversight.repository.measuring import BASE_ASKED

PATIENCE_SECONDS: Final = 2.0
FRESH_SECONDS: Final = 1.0
"""Anybody may ask: the parts are asked once a second at most."""

Found = dict[str, bool]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Probe:
    """One question, and the parts of which it tells."""

    parts: tuple[str, ...]
    asked: Callable[[], Coroutine[Any, Any, Found]]
    is_thread: bool = False
    """Whether a thread waits for the answer: it cannot be called back, and one is enough."""


@dataclass(slots=True)
class Standing:
    """What the composition root says of this version and of this process, and what was found last."""

    latest_schema: Callable[[], tuple[str, ...]] = tuple
    hears: Callable[[], bool] = bool
    """Whether the notifications of the database are heard."""
    found: Found = field(default_factory=dict)
    until: float = 0.0
    asked: dict[Probe, asyncio.Task[Found]] = field(default_factory=dict)
    """What has not answered is not asked again: it may be frozen."""


standing = Standing()


async def look() -> Found:
    """Each part by its name; what did not answer in time is not there."""
    if time.monotonic() < standing.until:
        return standing.found
    frozen = {probe: task for probe, task in standing.asked.items() if not task.done()}
    standing.asked = {probe: frozen.get(probe) or asyncio.create_task(probe.asked()) for probe in _probes()}
    asked = dict(standing.asked)
    await asyncio.wait(asked.values(), timeout=PATIENCE_SECONDS)
    found: Found = {}
    for probe, task in asked.items():
        found |= _answer(probe, task)
    _tell(found)
    standing.found, standing.until = found, time.monotonic() + FRESH_SECONDS
    return found


def _probes() -> list[Probe]:
    probes = [BASE, HEARD, STORAGE]
    return [*probes, MEMORY] if outside().memory else probes


def _answer(probe: Probe, task: asyncio.Task[Found]) -> Found:
    if not task.done():
        if not probe.is_thread:
            task.cancel()
        return dict.fromkeys(probe.parts, False)
    if task.cancelled() or task.exception():
        return dict.fromkeys(probe.parts, False)
    return task.result()


def _tell(found: Mapping[str, bool]) -> None:
    """Once when something falls, once when all is well again."""
    if found != standing.found:
        missing = sorted(part for part, is_well in found.items() if not is_well)
        log.warning("ready.not", missing=missing) if missing else log.info("ready")


async def _base() -> Found:
    base = await ask(BASE_ASKED)
    return {"database": True, "schema": base.schema == set(standing.latest_schema()), "worker": base.has_worker}


async def _listen() -> Found:
    return {"listen": standing.hears()}


async def _storage() -> Found:
    await away(outside().files.greet)
    return {"storage": True}


async def _memory() -> Found:
    if (memory := outside().memory) is not None:
        await memory.greet()
    return {"valkey": True}


BASE: Final = Probe(("database", "schema", "worker"), _base)
HEARD: Final = Probe(("listen",), _listen)
STORAGE: Final = Probe(("storage",), _storage, is_thread=True)
MEMORY: Final = Probe(("valkey",), _memory)
