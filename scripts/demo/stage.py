"""What the demonstration is played on: the real use cases, with a clock that can be set back."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from espace_factures.app import run
from espace_factures.core.access import Actor
from espace_factures.core.calendar import NOUMEA
from espace_factures.core.ports import Inside
from espace_factures.identity.models import AuthSession


@dataclass(slots=True)
class PastClock:
    """A clock that shows the day it is told."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant

    def days_ago(self, days: float) -> None:
        """Go back from the real present, to an hour when people work."""
        self.instant = at_work(datetime.now(UTC), days)


@dataclass(slots=True)
class Stage:
    """The database, and the clock of the use cases."""

    engine: Engine
    clock: PastClock
    present: datetime

    @classmethod
    def on(cls, engine: Engine, ports: Inside) -> "Stage":
        """Put the use cases of this process on a clock of ours."""
        clock = PastClock(datetime.now(UTC))
        run.configure(engine, replace(ports, clock=clock))
        return cls(engine, clock, clock.instant)

    def do(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """One use case, one transaction."""
        return run.execute(use_case, *args, **kwargs)

    def play(self, gesture: Callable[..., Coroutine[Any, Any, Any]], *args: Any) -> Any:
        """A gesture that goes outside between its transactions, on a loop of its own."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, gesture(*args)).result()

    def signed_in(self, actor: Actor) -> Actor:
        """The person in a session of its own, who has just proved that it is they."""
        now = self.clock.now()
        made = AuthSession(
            token_hash=f"demonstration {actor.account_id} {now.timestamp()}",
            account_id=actor.account_id,
            created_at=now,
            last_seen_at=now,
            proved_at=now,
            expires_at=now,
        )
        return replace(actor, session_id=self.add(made).id)

    def add(self, row: Any) -> Any:
        """A row that no use case makes."""
        with Session(self.engine, expire_on_commit=False) as session:
            session.add(row)
            session.commit()
        return row

    def first(self, query: Any) -> Any:
        """The first row of a query."""
        with Session(self.engine, expire_on_commit=False) as session:
            return session.exec(query).first()

    def all(self, query: Any) -> Any:
        """All the rows of a query."""
        with Session(self.engine, expire_on_commit=False) as session:
            return session.exec(query).all()


def at_work(now: datetime, days: float) -> datetime:
    """So many days ago, between half past seven and half past four in Nouméa; never after the present."""
    instant = (now - timedelta(days=days)).astimezone(NOUMEA)
    midnight = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = 7.5 + 9 * ((instant - midnight) / timedelta(days=1))
    return min(midnight + timedelta(hours=hours), now)
