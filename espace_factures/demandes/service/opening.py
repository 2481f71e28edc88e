"""A demande is opened: asked for, then marked as read when it shows something new."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.demandes.models import Demande
from espace_factures.notifications.service import outbox


@dataclass(frozen=True, slots=True)
class News:
    """What opening a demande has to mark: a thread read up to an instant, the notices that lead to its page."""

    demande_id: int
    until: datetime | None
    link: str
    is_heard: bool = False
    """An agent opens what its person wrote: nobody else need."""


class Opened(Protocol):
    """A dossier that says what its opening has to mark."""

    @property
    def news(self) -> News | None:
        """Nothing when all of it was seen."""
        ...


OpenedT = TypeVar("OpenedT", bound=Opened)


def news_of(
    uow: Reading, actor: Actor, demande: Demande, latest: datetime | None, link: str, *, as_agent: bool = False
) -> News | None:
    """What of a thread, whose last line is of `latest`, and of the notices of its page the actor has not seen."""
    until = latest or demande.created_at
    is_unread, is_waiting = repository.unseen(uow.session, actor, demande.id, until, link)
    is_heard = as_agent and demande.is_unread
    if not is_unread and not is_waiting and not is_heard:
        return None
    return News(demande.id, until if is_unread else None, link if is_waiting else "", is_heard)


async def seen(actor: Actor, asked: Awaitable[OpenedT]) -> OpenedT:
    """What was asked for; it is read now."""
    dossier = await asked
    if dossier.news is not None:
        await run(mark, actor, dossier.news)
    return dossier


def mark(uow: UnitOfWork, ports: Inside, actor: Actor, news: News) -> None:
    """Remember how far the actor has read, wake their other pages, close their notices."""
    if news.until and repository.read_up_to(uow.session, actor, news.demande_id, news.until):
        uow.notify(topics.account(actor.account_id))
    if news.is_heard:
        repository.hear(uow.session, news.demande_id)
    if news.link:
        outbox.mark_read(uow, ports, actor, news.link)
