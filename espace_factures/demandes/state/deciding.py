"""One demande on the agent's screen: the decision being made, the same for every kind."""

from collections.abc import Awaitable, Sequence
from typing import Any, ClassVar, Final

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError, StaleError
from espace_factures.demandes.presenter import (
    HistoryRow,
    MoveRow,
    ReasonGroup,
    bar_lines,
    beside_words,
    life_rows,
    move_rows,
    reason_groups,
)
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, fresh, kinds, reasons, undoing, visiting
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.service.reasons import Offered, Reason
from espace_factures.demandes.state.conversation import ConversationPage, is_ticked
from espace_factures.web import live
from espace_factures.web.access import SharedPage, secured_by_page
from espace_factures.web.address import query_value

LONGEST_COMMENT = 2000
GONE: Final = "Cet élément vient de quitter vos files : il a été réorienté, ou vos droits ont changé."


class DecisionPage(ConversationPage, SharedPage, rx.State, mixin=True):
    """Where the demande stands, what may be decided, and the form that is open; each kind adds its panel."""

    KIND: ClassVar[Kind]
    SHOWS_CODES: ClassVar[bool] = False
    """Whether a reason is read with its code."""

    is_loaded: bool = False
    reference: str = ""
    history: list[HistoryRow] = []
    moves: list[MoveRow] = []
    bars: list[str] = []
    reasons: list[ReasonGroup] = []
    sentences: list[str] = []
    """The usual ones of the reason that is chosen."""
    used: int = 0
    """Another when a sentence was put in the explanation: it is drawn anew with it."""
    own: str = ""
    chosen: str = ""
    reason: str = ""
    comment: str = ""
    preview: str = ""
    changed: str = ""
    done: str = ""
    beside: str = ""
    """Which colleagues look at the same item."""
    undoable: str = ""
    """What was just decided, while it may be taken back."""
    decisions: int = 0
    gone: str = ""
    """Why what was shown is not any more: it left the agent's queues."""
    is_closed: bool = False
    """Somebody else's act closed the decision that is being written."""
    loads: int = 0
    """How many times the page was loaded: until it is, what it showed before is not this item's."""
    _version: int = 0
    """The version that was shown when the form was opened: the decision is made on it, whatever came since."""
    _shown: int = 0
    _offered: Offered = Offered((), ())
    _said: str = ""
    """What was just done of an item, said on the next one."""
    _fresh: str = ""
    """The item it was done of, while that may be taken back."""

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def load(self, actor: Actor) -> EventSpec | None:
        """Read it again; what is being typed stays, unless it was about another demande."""
        reference = query_value(self, "ref")
        if reference != self.reference:
            self._forget(reference)
        try:
            dossier = await live.follow(self, type(self).load, lambda: self._question(actor), topics.demande(reference))
        except NotFoundError:
            return self._leave(self.gone or GONE)
        await self._show_all(actor, dossier)
        await self._stand(actor)
        self.loads += 1
        return None

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def look(self, actor: Actor) -> None:
        """The page is looked at: say so to the colleagues who look at the same item, and show them."""
        reference, tab = query_value(self, "ref"), self.router.session.client_token

        def signed() -> Awaitable[Sequence[str]]:
            return run(visiting.sign, actor, self.KIND, reference, tab)

        try:
            names = await live.follow(self, type(self).look, signed, topics.visits(reference))
        except NotFoundError:
            names = ()
        self.beside = beside_words(names)

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def look_away(self) -> None:
        """The page is left."""
        await run(visiting.leave, [self.router.session.client_token])

    @rx.event
    @secured_by_page()
    async def choose(self, actor: Actor, status: str) -> None:
        """Open the form of a decision; the words typed for another one stay."""
        self.chosen, self.reason, self.done, self.changed, self.is_closed = status, "", "", "", False
        self._offered = await read(reasons.offered, actor, self.KIND, status)
        self.reasons = reason_groups(self._offered, with_codes=self.SHOWS_CODES)
        self.sentences = []
        self._version = self._shown
        self.preview = self._preview()

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def describe(self, name: str, value: str) -> None:
        """Follow what is typed in the preview of the message."""
        self.reason = value[:40] if name == "reason" else self.reason
        self.comment = value[:LONGEST_COMMENT] if name == "comment" else self.comment
        self.sentences = list(self._known_reason().sentences)
        self.preview = self._preview()

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def use_sentence(self, sentence: str) -> None:
        """Put a usual sentence after what is typed."""
        if sentence in self.sentences:
            self.comment = f"{self.comment.rstrip()} {sentence}".strip()[:LONGEST_COMMENT]
            self.used, self.preview = self.used + 1, self._preview()

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
        self.done = self._said = done
        is_fresh = await read(fresh.stands, actor, self.KIND, self.reference)
        self.undoable = self._fresh = self.reference if is_fresh else ""
        self.decisions += 1
        try:
            # What is said and what may be done next reach the screen together: no button is left of the former status.
            await self._read(actor)
        except NotFoundError:
            return self._onward() or self._leave(done)
        await self._stand(actor)
        return self._onward()

    @rx.event
    @secured_by_page()
    async def take_back(self, actor: Actor) -> EventSpec | None:
        """« Annuler »: what was just decided is not, and its item is shown again."""
        reference, self.undoable, self._fresh, self.done = self.undoable, "", "", ""
        done = await run(undoing.undo, actor, self.KIND, reference)
        self.done = self._said = done
        if reference != self.reference:
            return rx.redirect(self._page_of(reference))
        await self._read(actor)
        await self._stand(actor)
        return None

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
        self.moves = move_rows(declared.life, dossier.item.status, dossier.moves)
        self.bars = bar_lines(declared.life, dossier.bars)
        self.own = declared.own if dossier.is_own else ""
        self._shown, self.history = dossier.demande.version, life_rows(dossier)
        self.gone = ""
        self._show(dossier)
        self._show_thread(dossier, actor)
        if self.chosen and dossier.demande.version != self._version:
            # Somebody acted under an open form: it stays, and says who.
            self.changed = await read(deciding.what_changed, actor, self.KIND, self.reference)
            self.is_closed = self.chosen not in {move.value for move in self.moves}
        self.is_loaded = True

    def _close(self) -> None:
        self.chosen = self.reason = self.comment = self.preview = self.changed = ""
        self.is_closed = False

    def _leave(self, why: str) -> EventSpec | None:
        """It is with others now; what was being typed stays. An item that was never shown here does not exist."""
        if not self.is_loaded:
            return rx.redirect(routes.NOT_FOUND, replace=True)
        self.gone, self.done, self.moves, self.bars = why, "", [], []
        self.is_closed = self.chosen != ""
        return None

    def _forget(self, reference: str) -> None:
        """Another demande: nothing shown or typed about the former one stays, but what was just done of it."""
        said, fresh_one, loads, decisions = self._said, self._fresh, self.loads, self.decisions
        self.reset()
        self.reference, self.done, self.undoable = reference, said, fresh_one
        self.loads, self.decisions = loads, decisions

    async def _question(self, actor: Actor) -> Dossier[Any, Any]:
        """What the page shows; a kind may add what is asked outside."""
        return await dossiers.agent_dossier(actor, self.KIND, self.reference)

    def _show(self, dossier: Dossier[Any, Any]) -> None:
        """Fill the panel of the kind."""

    async def _stand(self, actor: Actor) -> None:
        """Find its neighbours in the list that one came from."""

    def _page_of(self, reference: str) -> str:
        """Where another item is instructed."""
        return kinds.agent_page_of(self.KIND, reference)

    def _onward(self) -> EventSpec | None:
        """Where a decision leads: nowhere else, unless one goes through a list."""

    def _known_reason(self) -> Reason:
        """The reason that is chosen; one without words when none is."""
        known = (reason for reason in self._offered.reasons if reason.code == self.reason)
        return next(known, Reason("", "", "", 0, is_on=False))

    def _preview(self) -> str:
        """The message that would leave."""
        return ""
