"""The connections of a process to its database: how many at most, and what each is told, a pooler between or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

POOL_WAIT_SECONDS: Final = 5
SHARED: Final = "pools"
"""Where an engine keeps its pools, among its options."""


@dataclass(frozen=True, slots=True)
class Pools:
    """What one process may take.

    Behind a pooler in transaction mode (PgBouncer) two transactions of one connection may reach two sessions of
    PostgreSQL: what a session is told is told again in each transaction, and no statement stays prepared.
    """

    size: int = 10
    """Connections kept by each pool of threads, which may open as many again; and those of the event loop."""
    is_shared: bool = False
    """Whether a pooler stands between."""

    def arguments(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """How psycopg is to connect."""
        reach = {"connect_timeout": POOL_WAIT_SECONDS}
        if self.is_shared:
            return reach | {"prepare_threshold": None}
        return reach | {"options": " ".join(f"-c {name}={value}" for name, value in parameters.items())}


def telling(parameters: Mapping[str, str]) -> str:
    """The statement that tells a transaction, and it alone, its parameters."""
    told = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in parameters.items())
    return f"SELECT {told}"
