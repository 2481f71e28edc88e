"""One demande, as the person follows it."""

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import run
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.presenter import HistoryRow
from espace_factures.demandes.state import ConversationPage
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import HabilitationView
from espace_factures.habilitations.service import applications
from espace_factures.web import live
from espace_factures.web.access import secured
from espace_factures.web.address import query_value

REQUEST = Permission.HABILITATION_REQUEST


class FollowState(ConversationPage, rx.State):
    """The page of a demande."""

    is_loaded: bool = False
    notice: str = ""
    view: HabilitationView = HabilitationView()
    history: list[HistoryRow] = []
    received: str = ""
    received_names: str = ""

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what was sent for another demande is forgotten."""
        reference = query_value(self, "ref")
        if reference != self.view.reference:
            self.received = self.received_names = self.notice = self.alert = ""
            self.errors = {}
        dossier = await live.follow(
            self, FollowState.load, lambda: run(applications.own_dossier, actor, reference), topics.demande(reference)
        )
        self.view = presenter.view_of(dossier)
        self.history = presenter.life_rows(dossier)
        self._show_thread(dossier, actor)
        if self.view.why or self.view.is_accepted:
            self.notice = ""
        if query_value(self, "envoi") == "1" and self.view.version == 1:
            self.notice = f"Demande envoyée : référence {reference}. Un courriel vous le confirme."
        self.is_loaded = True

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def attach(self, actor: Actor, identifiers: str) -> None:  # noqa: ARG002 - rights only
        """A file of the complement arrived."""
        self.received = " ".join([*self.received.split(), *identifiers.split()][-applications.MOST_FILES :])
        count = len(self.received.split())
        self.received_names = "1 document" if count == 1 else f"{count} documents"

    @rx.event
    @secured(REQUEST)
    async def complete(self, actor: Actor, form: dict[str, str]) -> None:
        """Send the complement."""
        await run(applications.complete, actor, self.view.reference, form.get("answer", ""), self.received)
        self.received = self.received_names = ""
        self.notice = "Complément envoyé. Un agent l’examine."

    @rx.event
    @secured(REQUEST)
    async def withdraw(self, actor: Actor) -> None:
        """Give up."""
        await run(applications.withdraw, actor, self.view.reference)
        self.notice = "Demande retirée."

    @rx.event
    @secured(REQUEST)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the agents."""
        await self._send(applications.say, actor, self.view.reference, form)
