"""What leaves the process, within reach of the gestures that hold no transaction while they wait."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar, TypeVarTuple

import anyio.to_thread
from anyio import CapacityLimiter

from espace_factures.core.ports import Outside

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

MOST_AWAY: Final = 40
MOST_AT_READER: Final = 8
"""Threads that wait outside, apart from those of the database: a slow outside takes none of theirs."""

elsewhere = CapacityLimiter(MOST_AWAY)
readers = CapacityLimiter(MOST_AT_READER)


@dataclass(slots=True)
class World:
    """The outside of this process; wiring fills it once."""

    ports: Outside | None = None


world = World()


def introduce(ports: Outside) -> None:
    """Put the outside within reach."""
    world.ports = ports


def outside() -> Outside:
    """The files, the reader, the registry, the ways out for mail and SMS…"""
    if world.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    return world.ports


async def away(call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Await what files, the registry or somebody else's server answers."""
    return await anyio.to_thread.run_sync(partial(call, *args), limiter=elsewhere)


async def at_reader(call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Await what reads, verifies or draws a document: minutes of it leave the others alone."""
    return await anyio.to_thread.run_sync(partial(call, *args), limiter=readers)
