"""The parameters of the portal, read once by each use case that needs them."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures.app.reading import Reading, ReadSession
from espace_factures.app.run import read
from espace_factures.core.calendar import noumea_date
from espace_factures.core.ports import Inside
from espace_factures.core.terms import Terms
from espace_factures.organisation import repository
from espace_factures.organisation.rules import words
from espace_factures.organisation.rules.parameters import Parameters, Settled

KEPT_SECONDS: Final = 10
"""A change reaches every process within this time."""


@dataclass(slots=True)
class Kept:
    """What was read last, and when on the monotonic clock."""

    settled: Settled | None = None
    read_at: float = 0.0

    def lately(self) -> Settled | None:
        """What was read, unless it is old."""
        return self.settled if time.monotonic() - self.read_at <= KEPT_SECONDS else None

    def forget(self) -> None:
        """Read again at the next use."""
        self.settled = None


kept = Kept()


def listed(uow: Reading, ports: Inside) -> tuple[Settled, datetime]:
    """Every value as the database has it, and the present instant, for an operator."""
    return repository.settled_parameters(uow.session), ports.clock.now()


def terms(uow: Reading, ports: Inside) -> Terms:
    """The parameters in force as a page says them."""
    now = ports.clock.now()
    return words.terms(at(uow.session, now), noumea_date(now))


def at(session: ReadSession, instant: datetime) -> Parameters:
    """The parameters in force at an instant."""
    return settled(session).at(instant)


def settled(session: ReadSession) -> Settled:
    """Every value, for lists whose rows each have an instant of their own."""
    return kept.lately() or _read_again(session)


async def known() -> Settled:
    """The same for what the event loop asks by itself."""
    return kept.lately() or await read(_settled)


def _settled(uow: Reading, _ports: Inside) -> Settled:
    return settled(uow.session)


def _read_again(session: ReadSession) -> Settled:
    found = repository.settled_parameters(session)
    kept.settled, kept.read_at = found, time.monotonic()
    return found
