"""The agents' queue and screen of RIBs."""

from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.ribs import presenter
from espace_factures.ribs.presenter import OtherRow, QueueRow, RibView
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping
from espace_factures.ribs.service.alerts import Alert
from espace_factures.ribs.service.case import RibDossier
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

VALIDATE = Permission.RIB_VALIDATE


class RibQueueState(Feedback, rx.State):
    """The agents' queue."""

    is_loaded: bool = False
    rows: list[QueueRow] = []
    search: str = ""
    view: str = ""

    @rx.event
    @secured(VALIDATE)
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address."""
        self.search, self.view = query_value(self, "q"), query_value(self, "vue")
        rows, now = await live.follow(
            self, RibQueueState.load, lambda: read(keeping.queue, actor, self.search, self.view), topics.queue("rib")
        )
        self.rows = presenter.queue_rows(rows, now)
        self.is_loaded = True

    @rx.event
    @secured(VALIDATE)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        query = {"q": form.get("q", "")[:80], "vue": form.get("vue", "")}
        return rx.redirect(routes.with_query(routes.ADMIN_RIBS, **query))


class RibDecisionState(DecisionPage, rx.State):
    """One RIB on the agent's screen."""

    RIGHT: ClassVar = VALIDATE
    KIND: ClassVar = Kind.RIB

    view: RibView = RibView()
    alerts: list[Alert] = []
    others: list[OtherRow] = []

    def _show(self, dossier: RibDossier) -> None:
        self.view, self.history = presenter.view_of(dossier), presenter.life_rows(dossier)
        self.alerts, self.others = dossier.panel.alerts, presenter.other_rows(dossier)

    def _shown_version(self) -> int:
        return self.view.version

    def _preview(self) -> str:
        if self.chosen != Status.REFUSED:
            return ""
        return presenter.preview_words(self.view.place, self.view.number, self.reason, self.comment)
