"""« Motifs et phrases usuelles »; at most one form is open at a time."""

from typing import Any

import reflex as rx

from espace_factures.administration.forms import ReasonTyped, SentenceTyped
from espace_factures.administration.presenter.wording import WordingRow, wording_row
from espace_factures.administration.service import seeing, wording
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.typed import identifier
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class WordingState(Feedback, rx.State):
    """What agents explain their decisions with; `asked` is what is open: « facture:DOUBLON », « facture:DOUBLON:3 »."""

    is_loaded: bool = False
    kinds: list[WordingRow] = []
    asked: str = ""
    notice: str = ""

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it all; an open form stays."""
        found = await live.follow(self, WordingState.load, lambda: read(wording.listed, actor), topics.parameters())
        self.kinds, self.is_loaded = [wording_row(one) for one in found], True

    @rx.event
    @secured(seeing.RIGHT)
    async def ask(self, what: str) -> None:
        """Open a form, or close it with nothing."""
        self.asked, self.notice = what, ""

    @rx.event
    @secured(seeing.RIGHT)
    async def keep_reason(self, actor: Actor, form: dict[str, str]) -> Any:
        """Change the reason that is open."""
        kind, _, code = self.asked.partition(":")
        await run(wording.keep_reason, actor, kind, code, parse(ReasonTyped, form))
        return self._said("Le motif est enregistré.")

    @rx.event
    @secured(seeing.RIGHT)
    async def keep_sentence(self, actor: Actor, form: dict[str, str]) -> Any:
        """Change the sentence that is open, or add one."""
        kind, code, number = (*self.asked.split(":"), "", "", "")[:3]
        await run(wording.keep_sentence, actor, kind, code, identifier(number), parse(SentenceTyped, form))
        return self._said("La phrase est enregistrée.")

    def _said(self, notice: str) -> Any:
        self.notice, self.asked = notice, ""
        return WordingState.load
