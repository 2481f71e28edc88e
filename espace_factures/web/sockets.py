"""How many sockets are open, and whose: a ceiling for a network of visitors, for a person, for visitors, and in all.

A person who is signed in is counted by account: whoever fills the network they share, or all that visitors may
have, does not keep them out.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from espace_factures.core.access import Actor
from espace_factures.core.addresses import network_of


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The most sockets open at once."""

    in_all: int = 4_000
    of_visitors: int = 3_000
    of_network: int = 300
    of_person: int = 100


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a socket is: a person's, or a visitor's network's."""

    name: str
    is_visitor: bool


def holder_of(actor: Actor | None, address: str) -> Holder:
    """By account for who is signed in, by network otherwise."""
    if actor is None:
        return Holder(network_of(address), is_visitor=True)
    return Holder(f"account:{actor.account_id}", is_visitor=False)


@dataclass(slots=True)
class Sockets:
    """The open ones."""

    ceilings: Ceilings = Ceilings()
    _by_holder: Counter[Holder] = field(default_factory=Counter)
    _visitors: int = 0
    _all: int = 0

    def count(self) -> int:
        """How many are open."""
        return self._all

    def has_room(self, holder: Holder) -> bool:
        """Whether one more may open."""
        most = self.ceilings.of_network if holder.is_visitor else self.ceilings.of_person
        if self._by_holder[holder] >= most or self._all >= self.ceilings.in_all:
            return False
        return not holder.is_visitor or self._visitors < self.ceilings.of_visitors

    @contextmanager
    def opened(self, holder: Holder) -> Iterator[None]:
        """One more, until the block ends."""
        self._count(holder, 1)
        try:
            yield
        finally:
            self._count(holder, -1)
            if not self._by_holder[holder]:
                del self._by_holder[holder]

    def _count(self, holder: Holder, step: int) -> None:
        self._by_holder[holder] += step
        self._visitors += step if holder.is_visitor else 0
        self._all += step
