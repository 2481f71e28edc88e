"""What one network posts to the doors takes turns: so many forms are answered at once, the others wait for theirs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from espace_factures import routes
from espace_factures.core.addresses import network_of

AT_ONCE: Final = 2
DOORS: Final = frozenset(
    {
        routes.POST_SIGN_IN,
        routes.POST_SIGN_UP,
        routes.POST_ACTIVATION,
        routes.POST_ENTRY,
        routes.POST_FORGOTTEN_PASSWORD,
        routes.POST_SECOND_FACTOR,
        routes.POST_PASSKEY,
    }
)
"""Where a secret is tried."""


@dataclass(slots=True)
class Turns:
    """By network; whoever posts without end waits behind themself, and everybody else in front of them."""

    at_once: int = AT_ONCE
    _by_network: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    _present: dict[str, int] = field(default_factory=dict)

    @asynccontextmanager
    async def of(self, path: str, address: str) -> AsyncIterator[None]:
        """Wait for a turn, for what is posted to a door; nothing else waits."""
        if path not in DOORS:
            yield
            return
        network = network_of(address)
        turn = self._by_network.setdefault(network, asyncio.Semaphore(self.at_once))
        self._present[network] = self._present.get(network, 0) + 1
        try:
            async with turn:
                yield
        finally:
            self._present[network] -= 1
            if not self._present[network]:
                del self._present[network], self._by_network[network]
