"""The agents' queue and screen of invoices."""

from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read, wall_clock
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.invoices.following.forms import agent_query, neighbours, position_words, read_filters
from espace_factures.invoices.following.presenter.dossier import (
    InvoiceView,
    Line,
    dossier_view,
    life_rows,
    preview_words,
    recap_lines,
    total_lines,
)
from espace_factures.invoices.following.presenter.rows import InvoiceRow, direction_choices, invoice_row
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

REVIEW = Permission.INVOICE_REVIEW


class QueueState(Feedback, rx.State):
    """What waits for the agent."""

    is_loaded: bool = False
    rows: list[InvoiceRow] = []
    directions: list[Choice] = []
    search: str = ""
    status: str = ""
    direction: str = ""
    view: str = ""
    sort: str = "anciennes"
    previous: str = ""
    following: str = ""
    position: str = ""

    @rx.event
    @secured(REVIEW)
    async def load(self, actor: Actor) -> None:
        """Read the page of the address."""
        wanted = read_filters({"tri": "anciennes", **self.router.url.query_parameters})
        query = agent_query(wanted, actor, wall_clock())
        found, directions, delays = await live.follow(
            self, QueueState.load, lambda: read(tracking.agent_queue, actor, query), topics.queue("facture")
        )
        self.rows = [invoice_row(row, delays, routes.ADMIN_INVOICE) for row in found.rows]
        self.directions = [Choice("", "Toutes mes directions"), *direction_choices(directions)]
        self.search, self.status, self.direction = wanted.q, wanted.statut, wanted.direction
        self.view, self.sort = wanted.vue, wanted.tri
        self.previous, self.following = neighbours(wanted, found, routes.ADMIN_INVOICES)
        self.position = position_words(wanted, found, None)
        self.is_loaded = True

    @rx.event
    @secured(REVIEW)
    async def narrow(self, actor: Actor, form: dict[str, str]) -> EventSpec:  # noqa: ARG002 - rights only
        """Put the filters in the address."""
        return rx.redirect(read_filters({"tri": "anciennes", **form}).address(routes.ADMIN_INVOICES))


class ProcessingState(DecisionPage, rx.State):
    """One invoice on the agent's screen."""

    RIGHT: ClassVar = REVIEW
    KIND: ClassVar = Kind.INVOICE
    SHOWS_CODES: ClassVar = True

    view: InvoiceView = InvoiceView()
    recap: list[Line] = []
    totals: list[Line] = []
    alerts: list[str] = []
    directions: list[Choice] = []

    def _show(self, dossier: InvoiceDossier) -> None:
        self.view, self.history = dossier_view(dossier), life_rows(dossier)
        self.recap, self.totals = recap_lines(dossier), total_lines(dossier)
        self.alerts = list(dossier.panel.alerts)
        self.directions = [Choice("", "Choisissez la direction"), *direction_choices(dossier.panel.directions)]

    def _shown_version(self) -> int:
        return self.view.version

    def _preview(self) -> str:
        return preview_words(self.chosen, self.view.number, self.reason, self.comment)
