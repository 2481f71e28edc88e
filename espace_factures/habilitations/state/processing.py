"""The agents' queue and screen of habilitations."""

from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import Comparison, HabilitationView, Neighbour, QueueRow
from espace_factures.habilitations.service import case, queue
from espace_factures.habilitations.service.case import HabilitationDossier
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

DECIDE = Permission.HABILITATION_DECIDE
LONGEST_SEARCH = 80


class HabilitationQueueState(Feedback, rx.State):
    """The agents' queue."""

    is_loaded: bool = False
    rows: list[QueueRow] = []
    lead: str = ""
    search: str = ""
    view: str = ""

    @rx.event
    @secured(DECIDE)
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address."""
        self.search, self.view = query_value(self, "q")[:LONGEST_SEARCH], query_value(self, "vue")
        found = await live.follow(
            self,
            HabilitationQueueState.load,
            lambda: read(queue.queue, actor, self.search, self.view),
            topics.queue("habilitation"),
        )
        self.rows = presenter.queue_rows(found.rows, found.now)
        self.lead = presenter.queue_words(found, self.search)
        self.is_loaded = True

    @rx.event
    @secured(DECIDE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the search in the address."""
        query = {"q": form.get("q", "").strip()[:LONGEST_SEARCH], "vue": self.view}
        return rx.redirect(routes.with_query(routes.ADMIN_HABILITATIONS, **query))


class HabilitationDecisionState(DecisionPage, rx.State):
    """One habilitation on the agent's screen."""

    RIGHT: ClassVar = DECIDE
    KIND: ClassVar = Kind.HABILITATION

    view: HabilitationView = HabilitationView()
    comparison: list[Comparison] = []
    members: list[Neighbour] = []
    others: list[Neighbour] = []

    async def _complete(self, actor: Actor, dossier: HabilitationDossier) -> HabilitationDossier:
        return await case.beside_registry(actor, dossier)

    def _show(self, dossier: HabilitationDossier) -> None:
        self.view, self.history = presenter.view_of(dossier), presenter.life_rows(dossier)
        self.comparison = presenter.compare(dossier)
        self.members, self.others = presenter.member_rows(dossier), presenter.other_rows(dossier)

    def _shown_version(self) -> int:
        return self.view.version

    def _preview(self) -> str:
        return presenter.preview_words(self.chosen, self.view, self.reason, self.comment)
