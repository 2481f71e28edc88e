"""Writes the audit log inside the transaction of what it records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.run import run, wall_clock
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit.models import AuditEntry
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside

REMEMBERED: Final = 10_000
BY_THEIR_OWNER: Final = frozenset({Action.SESSION_OPENED, Action.SESSION_ENDED})


@dataclass(slots=True)
class Shown:
    """What agents were shown of late, by this process."""

    known: dict[tuple[int, Action, str, str], None] = field(default_factory=dict)

    def add(self, *one: Any) -> None:
        """Remember one more; the oldest of too many is forgotten."""
        self.known[one] = None
        while len(self.known) > REMEMBERED:
            del self.known[next(iter(self.known))]

    def forget(self) -> None:
        """As a process that has just started."""
        self.known.clear()


shown = Shown()


def record(uow: UnitOfWork, ports: Inside, actor: Actor | None, action: Action, subject: str, **details: Any) -> None:
    """Say who did what to what; `details` hold no secret and no personal data."""
    account_id, address = (actor.account_id, actor.address) if actor else (None, "")
    _write(uow, ports, account_id, action, subject, address, details)


def at_the_door(
    uow: UnitOfWork, ports: Inside, action: Action, account_id: int | None, address: str, **details: Any
) -> None:
    """The same at sign-in, of whose account was tried; who tried is known once a session is open. What was typed is not
    written: a password may stand where the e-mail should."""
    author = account_id if action in BY_THEIR_OWNER else None
    _write(uow, ports, author, action, f"account:{account_id or 'unknown'}", address, details)


async def seen(actor: Actor, action: Action, subject: str) -> None:
    """An agent is about to be shown this: written before it is, once an hour for each."""
    key = actor.account_id, action, subject, f"{wall_clock():%Y%m%d%H}"
    if key not in shown.known:
        await run(record, actor, action, subject)
        shown.add(*key)


async def all_seen(actor: Actor, action: Action, subjects: Sequence[str]) -> None:
    """The same of several things at once, in one transaction."""
    hour = f"{wall_clock():%Y%m%d%H}"
    new = [subject for subject in subjects if (actor.account_id, action, subject, hour) not in shown.known]
    if new:
        await run(_record_all, actor, action, new)
    for subject in new:
        shown.add(actor.account_id, action, subject, hour)


def _record_all(uow: UnitOfWork, ports: Inside, actor: Actor, action: Action, subjects: Sequence[str]) -> None:
    for subject in subjects:
        record(uow, ports, actor, action, subject)


async def right_refused(actor: Actor, wanted: str) -> None:
    """The actor asked for what they may not do."""
    await run(refused, actor, wanted)


def refused(uow: UnitOfWork, ports: Inside, actor: Actor, wanted: str) -> None:
    """Written so many times an hour at most: nobody fills the log."""
    if not limits.count(uow, ports, Limit.REFUSALS, actor.account_id).is_over:
        record(uow, ports, actor, Action.RIGHT_REFUSED, wanted)


def _write(
    uow: UnitOfWork,
    ports: Inside,
    account_id: int | None,
    action: Action,
    subject: str,
    address: str,
    details: dict[str, Any],
) -> None:
    uow.session.add(
        AuditEntry(
            at=ports.clock.now(),
            account_id=account_id,
            action=action,
            subject=subject,
            details=details,
            address=address,
        )
    )
