"""What is told for a while can still be taken back: mails and SMS wait some seconds, and each line is remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.notifications import repository


@dataclass(slots=True)
class Told:
    """What was written, by number; `seconds` is how long it waits."""

    seconds: int
    mails: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    notices: list[int] = field(default_factory=list)


NOTHING: Final[Told | None] = None
_held: ContextVar[Told | None] = ContextVar("held", default=NOTHING)


@contextmanager
def holding(seconds: int) -> Iterator[Told]:
    """What is told until the block ends waits so long before it leaves."""
    told = Told(seconds)
    token = _held.set(told)
    try:
        yield told
    finally:
        _held.reset(token)


def held() -> Told | None:
    """What the present block remembers, if there is one."""
    return _held.get()


def take_back(uow: UnitOfWork, told: Told) -> bool:
    """Forget what was told; whether nothing of it had left. A notice that was read stays: it was read."""
    if not repository.forget_messages(uow.session, told.mails, told.texts):
        return False
    for account_id in repository.forget_notices(uow.session, told.notices):
        uow.notify(topics.account(account_id))
    return True
