"""The agents' queue and screen of invoices."""

from collections.abc import Sequence
from typing import ClassVar

import reflex as rx

from espace_factures import routes
from espace_factures.app.run import read, wall_clock
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.demandes.state.queue import QueuePage
from espace_factures.invoices.following.forms import Filters, agent_query, neighbours, position_words, read_filters
from espace_factures.invoices.following.presenter.dossier import (
    AccountView,
    InvoiceView,
    Line,
    SignalLine,
    account_view,
    dossier_view,
    preview_words,
    recap_lines,
    signal_lines,
    total_lines,
)
from espace_factures.invoices.following.presenter.rows import InvoiceRow, direction_choices, invoice_row
from espace_factures.invoices.following.repository import Slice
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import Delays
from espace_factures.organisation.models import Direction

REVIEW = Permission.INVOICE_REVIEW
OLDEST_FIRST = {"tri": "anciennes"}


class QueueState(QueuePage, rx.State):
    """What waits for the agent."""

    RIGHT: ClassVar = REVIEW
    KIND: ClassVar = Kind.INVOICE

    rows: list[InvoiceRow] = []
    directions: list[Choice] = []
    status: str = ""
    direction: str = ""
    sort: str = OLDEST_FIRST["tri"]
    previous: str = ""
    following: str = ""
    position: str = ""

    def _asked(self) -> Filters:
        return read_filters(OLDEST_FIRST | dict(self.router.url.query_parameters))

    async def _question(self, actor: Actor) -> tuple[Slice, Sequence[Direction], Delays]:
        return await read(tracking.agent_queue, actor, agent_query(self._asked(), actor, wall_clock()))

    def _show(self, found: tuple[Slice, Sequence[Direction], Delays]) -> None:
        wanted, (page, directions, delays) = self._asked(), found
        self.rows = [invoice_row(row, delays, routes.ADMIN_INVOICE) for row in page.rows]
        self.directions = [Choice("", "Toutes mes directions"), *direction_choices(directions)]
        self.search, self.status, self.direction = wanted.q, wanted.statut, wanted.direction
        self.view, self.sort = wanted.vue, wanted.tri
        self.previous, self.following = neighbours(wanted, page, routes.ADMIN_INVOICES)
        self.position = position_words(wanted, page, None)

    def _address(self, form: dict[str, str]) -> str:
        return read_filters(OLDEST_FIRST | form).address(routes.ADMIN_INVOICES)


class ProcessingState(DecisionPage, rx.State):
    """One invoice on the agent's screen."""

    RIGHT: ClassVar = REVIEW
    KIND: ClassVar = Kind.INVOICE
    SHOWS_CODES: ClassVar = True

    view: InvoiceView = InvoiceView()
    recap: list[Line] = []
    totals: list[Line] = []
    signals: list[SignalLine] = []
    account: AccountView = AccountView()
    directions: list[Choice] = []

    def _show(self, dossier: InvoiceDossier) -> None:
        self.view = dossier_view(dossier)
        self.recap, self.totals = recap_lines(dossier), total_lines(dossier)
        self.signals, self.account = signal_lines(dossier), account_view(dossier)
        self.directions = [Choice("", "Choisissez la direction"), *direction_choices(dossier.panel.directions)]

    def _preview(self) -> str:
        return preview_words(self.chosen, self.view, self.reason, self.comment)
