"""« Point d'accueil », for an établissement or a habilitation."""

from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.reception.forms import Came
from espace_factures.reception.presenter import ReceptionRow, reception_row
from espace_factures.reception.service import asking, closing
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class ReceptionState(Feedback, rx.State):
    """The requests, and the form of another; `times` empties it once it was sent."""

    is_loaded: bool = False
    rows: list[ReceptionRow] = []
    purpose: str = ""
    notice: str = ""
    times: int = 0

    @rx.event
    @secured(asking.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read what waits."""
        found = await live.follow(self, ReceptionState.load, lambda: read(asking.waiting, actor), topics.desk())
        self.rows = [reception_row(one, actor.account_id) for one in found]
        self.is_loaded = True

    @rx.event
    @secured(asking.RIGHT)
    async def choose(self, purpose: str) -> None:
        """Show what the purpose asks."""
        self.purpose = purpose

    @rx.event
    @secured(asking.RIGHT)
    async def ask(self, actor: Actor, form: dict[str, str]) -> Any:
        """Ask for it."""
        self.notice = ""
        await asking.ask(actor, parse(Came, form))
        self.times, self.purpose = self.times + 1, ""
        return self._said("C’est demandé : un autre agent doit le confirmer.")

    @rx.event
    @secured(asking.RIGHT)
    async def confirm(self, actor: Actor, number: int) -> Any:
        """Do it."""
        self.notice = ""
        await run(closing.confirm, actor, number)
        return self._said("C’est fait, et inscrit au journal.")

    @rx.event
    @secured(asking.RIGHT)
    async def refuse(self, actor: Actor, number: int) -> Any:
        """Close the request without effect."""
        self.notice = ""
        await run(closing.refuse, actor, number)
        return self._said("La demande est close, rien n’est changé.")

    def _said(self, notice: str) -> Any:
        self.notice = notice
        return ReceptionState.load
