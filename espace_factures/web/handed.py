"""What was asked for the HTML of a page, kept a moment for the page itself: nothing is asked twice for one visit."""

import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from espace_factures.app.topics import Topic

LIFETIME_SECONDS: Final = 30.0
MOST: Final = 256
"""Past it the oldest goes, and its page asks again."""


class Visit(NamedTuple):
    """Whose session asked, by which handler, at which address."""

    session: int
    event: str
    path: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, what it depends on, and what had been heard when it was asked."""

    found: Any
    topics: frozenset[Topic]
    since: int
    until: float


@dataclass(slots=True)
class Handed:
    """The answers on their way to their pages, each taken once, and only while the database's notices are heard."""

    hears: bool = False
    _kept: OrderedDict[Visit, Answer] = field(default_factory=OrderedDict)

    def keep(self, visit: Visit, found: Any, topics: Iterable[Topic], since: int) -> None:
        """For the page that will ask the same."""
        if not self.hears:
            return
        self._kept[visit] = Answer(found, frozenset(topics), since, time.monotonic() + LIFETIME_SECONDS)
        self._kept.move_to_end(visit)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def take(self, visit: Visit) -> Answer | None:
        """What was found, once, while it may still be believed."""
        answer = self._kept.pop(visit, None)
        return answer if answer is not None and time.monotonic() < answer.until else None

    def turn_deaf(self) -> None:
        """What moves is not heard any more: nothing that was asked is known to be true."""
        self.hears = False
        self._kept.clear()

    def __len__(self) -> int:
        """How many answers wait."""
        return len(self._kept)
