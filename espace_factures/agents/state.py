"""The agents' board."""

from dataclasses import dataclass

import reflex as rx

from espace_factures import routes
from espace_factures.agents import service
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue and what waits in it."""

    title: str
    words: str
    href: str


class BoardState(Feedback, rx.State):
    """What waits, queue by queue."""

    is_loaded: bool = False
    queues: list[Queue] = []

    @rx.event
    @secured(Permission.ADMINISTRATION_OPEN)
    async def load(self, actor: Actor) -> None:
        """Count again."""
        queues = [topics.queue(kind) for kind in ("facture", "habilitation", "rib")]
        board = await live.follow(self, BoardState.load, lambda: read(service.board, actor), *queues)
        counted = (
            ("Factures", board.invoices, routes.ADMIN_INVOICES),
            ("Habilitations", board.habilitations, routes.ADMIN_HABILITATIONS),
            ("RIB", board.ribs, routes.ADMIN_RIBS),
        )
        self.queues = [Queue(title, _words(count), href) for title, count, href in counted if count is not None]
        self.is_loaded = True


def _words(count: int) -> str:
    if count == 0:
        return "Rien n’attend."
    if count >= service.MOST:
        return f"{service.MOST}{NBSP}éléments ou plus à traiter"
    return f"{count}{NBSP}élément{'s' if count > 1 else ''} à traiter"
