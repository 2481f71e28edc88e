"""« Directions »; at most one form is open at a time."""

from typing import Any

import reflex as rx

from espace_factures.administration.forms import NewDirection, Renamed
from espace_factures.administration.presenter.directions import DirectionRow, direction_row, lead_words
from espace_factures.administration.service import directions, seeing
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class DirectionsState(Feedback, rx.State):
    """The directions; `asked` is what is open, `number` of which direction."""

    is_loaded: bool = False
    lead: str = ""
    rows: list[DirectionRow] = []
    asked: str = ""
    number: int = 0
    notice: str = ""

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the list; an open form stays."""
        found = await live.follow(self, DirectionsState.load, lambda: read(directions.listed, actor), topics.agents())
        self.rows = [direction_row(one) for one in found]
        self.lead, self.is_loaded = lead_words(self.rows), True

    @rx.event
    @secured(seeing.RIGHT)
    async def ask(self, what: str, number: int) -> None:
        """Open a form, or close it with nothing."""
        self.asked, self.number, self.notice = what, number, ""

    @rx.event
    @secured(seeing.RIGHT)
    async def add(self, actor: Actor, form: dict[str, str]) -> Any:
        """Add a direction."""
        await run(directions.add, actor, parse(NewDirection, form))
        return self._said("La direction est ajoutée : donnez-lui un agent sur « Agents ».")

    @rx.event
    @secured(seeing.RIGHT)
    async def rename(self, actor: Actor, form: dict[str, str]) -> Any:
        """Rename it."""
        await run(directions.rename, actor, self.number, parse(Renamed, form))
        return self._said("Le nom est changé.")

    @rx.event
    @secured(seeing.RIGHT)
    async def close(self, actor: Actor) -> Any:
        """Close it."""
        await run(directions.close, actor, self.number)
        return self._said("La direction est fermée : plus rien ne lui est adressé.")

    @rx.event
    @secured(seeing.RIGHT)
    async def reopen(self, actor: Actor, number: int) -> Any:
        """Open it again."""
        await run(directions.reopen, actor, number)
        return self._said("La direction est rouverte.")

    def _said(self, notice: str) -> Any:
        self.notice, self.asked, self.number = notice, "", 0
        return DirectionsState.load
