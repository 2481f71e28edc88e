"""The parameters of the portal, read once by each use case that needs them."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import URL
from sqlmodel import Session

from espace_factures.organisation import repository
from espace_factures.organisation.rules import Parameters, Settled

KEPT_SECONDS: Final = 10
"""A change reaches every process within this time."""


@dataclass(slots=True)
class Kept:
    """What was read last, by database."""

    settled: dict[URL, tuple[float, Settled]] = field(default_factory=dict)

    def forget(self) -> None:
        """Read again at the next use."""
        self.settled.clear()


kept = Kept()


def at(session: Session, instant: datetime) -> Parameters:
    """The parameters in force at an instant."""
    return settled(session).at(instant)


def settled(session: Session) -> Settled:
    """Every value, for lists whose rows each have an instant of their own."""
    url = session.get_bind().engine.url
    read_at, found = kept.settled.get(url, (0.0, None))
    if found is None or time.monotonic() - read_at > KEPT_SECONDS:
        found = repository.settled_parameters(session)
        kept.settled[url] = (time.monotonic(), found)
    return found
