"""One demande as its person follows it: what an agent asked for, answered, or the demande taken back."""

from typing import Any, ClassVar

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import run
from espace_factures.core.access import Actor
from espace_factures.core.words import counted
from espace_factures.demandes.presenter import HistoryRow, life_rows
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, kinds
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.state.conversation import ConversationPage
from espace_factures.web import live
from espace_factures.web.access import SharedPage, secured_by_page
from espace_factures.web.address import query_value


class AnswerPage(ConversationPage, SharedPage, rx.State, mixin=True):
    """The files that will leave with the answer, and the gestures of the person; each kind reads and shows its own."""

    KIND: ClassVar[Kind]
    ANSWERED: ClassVar[str] = ""
    WITHDRAWN: ClassVar[str] = ""

    is_loaded: bool = False
    notice: str = ""
    can_complete: bool = False
    can_withdraw: bool = False
    history: list[HistoryRow] = []
    received: str = ""
    received_names: str = ""

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what was said, or ready to leave, for another demande is forgotten."""
        reference = self._reference()
        if reference != self._about:
            self.received = self.received_names = self.notice = self.alert = ""
            self.errors = {}
        dossier = await live.follow(self, type(self).load, lambda: self._question(actor), topics.demande(reference))
        life = kinds.of(self.KIND).life
        self.can_complete, self.can_withdraw = life.answered in dossier.moves, life.withdrawn in dossier.moves
        self.history = life_rows(dossier)
        self._show(dossier)
        self._show_thread(dossier, actor)
        self.is_loaded = True

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def attach(self, identifiers: str) -> None:
        """A file of the answer arrived."""
        self.received = " ".join([*self.received.split(), *identifiers.split()][-deciding.MOST_ANSWERED :])
        self.received_names = counted(len(self.received.split()), "document")

    @rx.event
    @secured_by_page()
    async def complete(self, actor: Actor, form: dict[str, str]) -> None:
        """Send the answer."""
        await run(deciding.answer, actor, self.KIND, self._reference(), form.get("answer", ""), self.received)
        self.received = self.received_names = ""
        self.notice = self.ANSWERED

    @rx.event
    @secured_by_page()
    async def withdraw(self, actor: Actor) -> None:
        """Take the demande back."""
        await run(deciding.withdraw, actor, self.KIND, self._reference())
        self.notice = self.WITHDRAWN

    @rx.event
    @secured_by_page()
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the agents."""
        await self._send(form, deciding.say, actor, self.KIND, self._reference())

    async def _question(self, actor: Actor) -> Dossier[Any, Any]:
        return await dossiers.person_dossier(actor, self.KIND, self._reference())

    def _show(self, dossier: Dossier[Any, Any]) -> None:
        """Fill what the kind shows."""

    def _reference(self) -> str:
        return query_value(self, "ref")
