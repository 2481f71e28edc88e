"""What leaves the process, within reach of the gestures that hold no transaction while they wait."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, Final, TypeVar, TypeVarTuple

import anyio.to_thread
from anyio import CapacityLimiter

from espace_factures.app.run import outside_thread
from espace_factures.app.uow import is_inside
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
    """Put the outside within reach, each port guarded."""
    world.ports = Outside(**{port.name: guarded(getattr(ports, port.name)) for port in fields(ports)})


def outside() -> Outside:
    """The files, the reader, the registry, the ways out for mail and SMS…"""
    if world.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    return world.ports


class InsideTransactionError(RuntimeError):
    """Something outside was called while a connection was held: gather first, or commit first."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A port that refuses to be called while a transaction is open, wherever the call comes from."""

    port: Any

    def __getattr__(self, name: str) -> Any:
        member = getattr(self.port, name)
        return partial(_called, name, member) if callable(member) else member


def guarded(port: Any) -> Any:
    """The port, guarded; None where there is none."""
    return None if port is None else Guarded(port)


def _called(name: str, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    if is_inside.get():
        raise InsideTransactionError(name)
    return call(*args, **kwargs)


async def away(call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Await what files, the registry or somebody else's server answers."""
    await outside_thread()
    return await anyio.to_thread.run_sync(partial(call, *args), limiter=elsewhere)


async def at_reader(call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Await what reads, verifies or draws a document: minutes of it leave the others alone."""
    await outside_thread()
    return await anyio.to_thread.run_sync(partial(call, *args), limiter=readers)
