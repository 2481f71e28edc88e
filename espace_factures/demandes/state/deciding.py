"""One demande on the agent's screen: the decision being made, the same for every kind."""

from typing import Any, ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.core.errors import StaleError
from espace_factures.demandes.presenter import HistoryRow, bar_lines, life_rows, move_choices, reason_choices
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, kinds
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.state.conversation import ConversationPage, is_ticked
from espace_factures.web import live
from espace_factures.web.access import SharedPage, secured_by_page
from espace_factures.web.address import query_value

LONGEST_COMMENT = 2000


class DecisionPage(ConversationPage, SharedPage, rx.State, mixin=True):
    """Where the demande stands, what may be decided, and the form that is open; each kind adds its panel."""

    KIND: ClassVar[Kind]
    SHOWS_CODES: ClassVar[bool] = False
    """Whether a reason is read with its code."""

    is_loaded: bool = False
    reference: str = ""
    history: list[HistoryRow] = []
    moves: list[Choice] = []
    bars: list[str] = []
    reasons: list[Choice] = []
    own: str = ""
    chosen: str = ""
    reason: str = ""
    comment: str = ""
    preview: str = ""
    changed: str = ""
    done: str = ""
    loads: int = 0
    """How many times the page was loaded: until it is, what it showed before is not this item's."""
    _version: int = 0
    """The version that was shown when the form was opened: the decision is made on it, whatever came since."""
    _shown: int = 0
    _said: str = ""
    """What was just done of an item, said on the next one."""

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what is being typed stays, unless it was about another demande."""
        reference = query_value(self, "ref")
        if reference != self.reference:
            self._forget(reference)
        dossier = await live.follow(self, type(self).load, lambda: self._question(actor), topics.demande(reference))
        await self._show_all(actor, dossier)
        await self._stand(actor)
        self.loads += 1

    @rx.event
    @secured_by_page()
    async def choose(self, status: str) -> None:
        """Open the form of a decision; the words typed for another one stay."""
        life = kinds.of(self.KIND).life
        self.chosen, self.reason, self.done, self.changed = status, "", "", ""
        self.reasons = [Choice("", "Choisissez un motif"), *reason_choices(life, status, with_codes=self.SHOWS_CODES)]
        self._version = self._shown
        self.preview = self._preview()

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def describe(self, name: str, value: str) -> None:
        """Follow what is typed in the preview of the message."""
        self.reason = value[:40] if name == "reason" else self.reason
        self.comment = value[:LONGEST_COMMENT] if name == "comment" else self.comment
        self.preview = self._preview()

    @rx.event
    @secured_by_page()
    async def decide(self, actor: Actor, form: dict[str, str]) -> EventSpec | None:
        """Make the decision on the version that was shown; when somebody acted meanwhile, it is asked again."""
        return await self._decide(actor, form | {"status": self.chosen})

    @rx.event
    @secured_by_page()
    async def decide_at_once(self, actor: Actor, status: str) -> EventSpec | None:
        """Make a decision that needs no form."""
        self._close()
        self._version = self._shown
        return await self._decide(actor, {"status": status})

    async def _decide(self, actor: Actor, form: dict[str, str]) -> EventSpec | None:
        self.done, decision = "", parse(kinds.of(self.KIND).form, form)
        try:
            done = await run(deciding.decide, actor, self.KIND, self.reference, self._version, decision)
        except StaleError:
            await self._read(actor)
            self._version, self.changed = self._shown, ""
            raise
        self._close()
        # What is said and what may be done next reach the screen together: no button is left of the former status.
        await self._read(actor)
        await self._stand(actor)
        self.done = self._said = done
        return self._onward()

    @rx.event
    @secured_by_page()
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the person, or an internal note."""
        is_internal = is_ticked(form, "internal")
        await self._send(form, deciding.say, actor, self.KIND, self.reference, is_internal=is_internal)

    async def _read(self, actor: Actor) -> None:
        await self._show_all(actor, await self._question(actor))

    async def _show_all(self, actor: Actor, dossier: Dossier[Any, Any]) -> None:
        declared = kinds.of(self.KIND)
        self.moves = move_choices(declared.life, dossier.moves)
        self.bars = bar_lines(declared.life, dossier.bars)
        self.own = declared.own if dossier.is_own else ""
        self._shown, self.history = dossier.demande.version, life_rows(dossier)
        self._show(dossier)
        self._show_thread(dossier, actor)
        if self.chosen and dossier.demande.version != self._version:
            # Somebody acted under an open form: it stays, and says who.
            self.changed = await read(deciding.what_changed, actor, self.KIND, self.reference)
        self.is_loaded = True

    def _close(self) -> None:
        self.chosen = self.reason = self.comment = self.preview = self.changed = ""

    def _forget(self, reference: str) -> None:
        """Another demande: nothing shown or typed about the former one stays, but what was just done of it."""
        said, loads = self._said, self.loads
        self.reset()
        self.reference, self.done, self.loads = reference, said, loads

    async def _question(self, actor: Actor) -> Dossier[Any, Any]:
        """What the page shows; a kind may add what is asked outside."""
        return await dossiers.agent_dossier(actor, self.KIND, self.reference)

    def _show(self, dossier: Dossier[Any, Any]) -> None:
        """Fill the panel of the kind."""

    async def _stand(self, actor: Actor) -> None:
        """Find its neighbours in the list that one came from."""

    def _onward(self) -> EventSpec | None:
        """Where a decision leads: nowhere else, unless one goes through a list."""

    def _preview(self) -> str:
        """The message that would leave."""
        return ""
