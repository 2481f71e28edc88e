"""The agents' queue and screen of invoices."""

from functools import partial

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run, wall_clock
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.demandes.presenter import HistoryRow
from espace_factures.demandes.state import ConversationPage, is_ticked
from espace_factures.invoices.following.forms import agent_query, neighbours, position_words, read_filters
from espace_factures.invoices.following.presenter.dossier import (
    InvoiceView,
    Line,
    dossier_view,
    life_rows,
    move_choices,
    preview_words,
    reason_choices,
    recap_lines,
    total_lines,
)
from espace_factures.invoices.following.presenter.rows import InvoiceRow, direction_choices, invoice_row
from espace_factures.invoices.following.service import answers, tracking
from espace_factures.invoices.processing.forms import Decision
from espace_factures.invoices.processing.service import decisions
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

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


class ProcessingState(ConversationPage, rx.State):
    """One invoice on the agent's screen."""

    is_loaded: bool = False
    view: InvoiceView = InvoiceView()
    recap: list[Line] = []
    totals: list[Line] = []
    alerts: list[str] = []
    history: list[HistoryRow] = []
    moves: list[Choice] = []
    directions: list[Choice] = []
    reasons: list[Choice] = []
    chosen: str = ""
    reason: str = ""
    comment: str = ""
    preview: str = ""
    done: str = ""

    @rx.event
    @secured(REVIEW, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it all again; what was being typed stays."""
        reference = query_value(self, "ref")
        if reference != self.view.reference:
            self._forget()
        dossier = await live.follow(
            self, ProcessingState.load, lambda: run(tracking.agent_dossier, actor, reference), topics.demande(reference)
        )
        self.view = dossier_view(dossier)
        self.recap, self.totals = recap_lines(dossier), total_lines(dossier)
        self.alerts, self.history = dossier.alerts, life_rows(dossier)
        self._show_thread(dossier, actor)
        self.moves = move_choices(dossier)
        self.directions = [Choice("", "Choisissez la direction"), *direction_choices(dossier.directions)]
        if self.chosen not in {move.value for move in self.moves}:
            self.chosen = self.preview = ""
        self.is_loaded = True

    def _forget(self) -> None:
        """Another invoice: nothing said or typed about the former one stays."""
        self.chosen = self.reason = self.comment = self.preview = self.done = self.alert = ""
        self.errors = {}

    @rx.event
    @secured(REVIEW)
    async def choose(self, actor: Actor, status: str) -> None:  # noqa: ARG002 - rights only
        """Open the form of a decision."""
        self.chosen, self.reason, self.comment, self.done = status, "", "", ""
        self.reasons = [Choice("", "Choisissez un motif"), *reason_choices(status)]
        self.preview = preview_words(status, self.view.number, "", "")

    @rx.event
    @secured(REVIEW, keeps_feedback=True)
    async def describe(self, actor: Actor, name: str, value: str) -> None:  # noqa: ARG002 - rights only
        """Follow what is typed in the preview of the message."""
        self.reason = value if name == "reason" else self.reason
        self.comment = value if name == "comment" else self.comment
        self.preview = preview_words(self.chosen, self.view.number, self.reason, self.comment)

    @rx.event
    @secured(REVIEW)
    async def decide(self, actor: Actor, form: dict[str, str]) -> None:
        """Make the decision, on the version that was shown."""
        decision = parse(Decision, form | {"status": self.chosen})
        await run(decisions.decide, actor, self.view.reference, self.view.version, decision)
        self.done = "Décision enregistrée. Le fournisseur en est averti."
        self.chosen = self.preview = self.reason = self.comment = ""

    @rx.event
    @secured(REVIEW)
    async def send_message(self, actor: Actor, form: dict[str, str]) -> None:
        """Write to the supplier, or an internal note."""
        say = partial(answers.say, is_internal=is_ticked(form, "internal"))
        await self._send(say, actor, self.view.reference, form)
