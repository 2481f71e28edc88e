"""What leaves the process, within reach of the gestures that hold no transaction while they wait."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, Final, TypeVar, TypeVarTuple

import anyio.to_thread
from anyio import CapacityLimiter

from espace_factures import measures
from espace_factures.app.run import outside_thread
from espace_factures.app.uow import is_inside
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Outside

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

MOST_AWAY: Final = 40
MOST_AT_READER: Final = 8
"""Threads that wait outside, apart from those of the database: a slow outside takes none of theirs."""

EXPECTED: Final = (DomainError, KeyError)
"""What a port says of the document or of the key that it was given: it works."""

elsewhere = CapacityLimiter(MOST_AWAY)
readers = CapacityLimiter(MOST_AT_READER)


@dataclass(slots=True)
class World:
    """The outside of this process; wiring fills it once."""

    ports: Outside | None = None


world = World()


def introduce(ports: Outside) -> None:
    """Put the outside within reach, each port guarded."""
    world.ports = Outside(**{port.name: guarded(getattr(ports, port.name), port.name) for port in fields(ports)})


def outside() -> Outside:
    """The files, the reader, the registry, the ways out for mail and SMS…"""
    if world.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    return world.ports


class InsideTransactionError(RuntimeError):
    """Something outside was called while a connection was held: gather first, or commit first."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A port, timed, that refuses to be called while a transaction is open, wherever the call comes from."""

    port: Any
    name: str

    def __getattr__(self, name: str) -> Any:
        member = getattr(self.port, name)
        return partial(self._called, name, member) if callable(member) else member

    def _called(self, name: str, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if is_inside.get():
            raise InsideTransactionError(name)
        if inspect.iscoroutinefunction(call):
            return self._awaited(name, call(*args, **kwargs))
        with measures.timed(measures.OUTSIDE, self.name, name, expected=EXPECTED):
            return call(*args, **kwargs)

    async def _awaited(self, name: str, call: Awaitable[Any]) -> Any:
        with measures.timed(measures.OUTSIDE, self.name, name, expected=EXPECTED):
            return await call


def guarded(port: Any, name: str) -> Any:
    """The port, guarded; None where there is none."""
    return None if port is None else Guarded(port, name)


async def away(call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Await what files, the registry or somebody else's server answers."""
    await outside_thread()
    return await anyio.to_thread.run_sync(partial(call, *args), limiter=elsewhere)


async def at_reader(call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Await what reads, verifies or draws a document: minutes of it leave the others alone."""
    await outside_thread()
    return await anyio.to_thread.run_sync(partial(call, *args), limiter=readers)
