"""« Point d'accueil »: who lost their second factor, and the requests that wait for another agent."""

from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.profile.forms import Seen
from espace_factures.profile.presenter import RestorationRow, restoration_row
from espace_factures.profile.service import restoring
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class RestoringState(Feedback, rx.State):
    """The requests, and the form of another; `times` empties it once it was sent."""

    is_loaded: bool = False
    rows: list[RestorationRow] = []
    notice: str = ""
    email: str = ""
    times: int = 0

    @rx.event
    @secured(restoring.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read what waits; the address may name the person."""
        self.email = query_value(self, "courriel")
        found = await live.follow(self, RestoringState.load, lambda: read(restoring.waiting, actor), topics.desk())
        self.rows = [restoration_row(waiting, actor.account_id) for waiting in found]
        self.is_loaded = True

    @rx.event
    @secured(restoring.RIGHT)
    async def ask(self, actor: Actor, form: dict[str, str]) -> Any:
        """Ask for it."""
        self.notice = ""
        await restoring.ask(actor, parse(Seen, form))
        self.times += 1
        return self._said("Le retrait est demandé : un autre agent doit le confirmer. La personne en est avertie.")

    @rx.event
    @secured(restoring.RIGHT)
    async def confirm(self, actor: Actor, number: int) -> Any:
        """Take the factors away."""
        self.notice = ""
        await run(restoring.confirm, actor, number)
        return self._said("Le second facteur est retiré : la personne se connecte, puis protège son compte de nouveau.")

    @rx.event
    @secured(restoring.RIGHT)
    async def refuse(self, actor: Actor, number: int) -> Any:
        """Close the request without effect."""
        self.notice = ""
        await run(restoring.refuse, actor, number)
        return self._said("La demande est close, rien n’est retiré.")

    def _said(self, notice: str) -> Any:
        self.notice = notice
        return RestoringState.load
