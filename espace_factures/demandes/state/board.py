"""The agents' board."""

from dataclasses import dataclass

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.core.words import counted
from espace_factures.demandes.service import board
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A queue and what waits in it."""

    title: str
    words: str
    href: str
    label: str


class BoardState(Feedback, rx.State):
    """What waits, queue by queue."""

    is_loaded: bool = False
    queues: list[QueueCard] = []
    has_desk: bool = False

    @rx.event
    @secured(Permission.ADMINISTRATION_OPEN)
    async def load(self, actor: Actor) -> None:
        """Count again."""
        queues = [topics.queue(kind) for kind in board.ORDER]
        found = await live.follow(self, BoardState.load, lambda: read(board.board, actor), *queues)
        self.queues = [_card(queue) for queue in found]
        self.has_desk = actor.can(Permission.ACCOUNT_RESTORE)
        self.is_loaded = True


def _card(queue: board.Queue) -> QueueCard:
    label = queue.title if queue.title.isupper() else queue.title.lower()
    return QueueCard(queue.title, _words(queue.waiting), queue.page, f"Ouvrir les {label}")


def _words(count: int) -> str:
    if count == 0:
        return "Rien n’attend."
    if count >= board.MOST:
        return f"{counted(board.MOST, 'élément')} ou plus à traiter"
    return f"{counted(count, 'élément')} à traiter"
