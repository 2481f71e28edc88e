"""« Accueil » and « Mes factures »: rows, filters and place, all found again from the address."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read, wall_clock
from espace_factures.core.access import Actor, Permission
from espace_factures.core.choice import Choice
from espace_factures.habilitations.presenter import PendingRow, pending_rows
from espace_factures.invoices.following import forms
from espace_factures.invoices.following.forms import Filters, neighbours, position_words, read_filters
from espace_factures.invoices.following.presenter.beginning import Step, steps
from espace_factures.invoices.following.presenter.home import HomeFigure, home_figures, lately_words, others_words
from espace_factures.invoices.following.presenter.rows import (
    InvoiceRow,
    PartRow,
    Waiting,
    invoice_row,
    list_lead,
    part_rows,
    place_choices,
    sum_words,
    waiting_rows,
)
from espace_factures.invoices.following.service import tracking
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

READ = Permission.INVOICE_READ


class HomeState(Feedback, rx.State):
    """What needs the person, the latest invoices, what is to be paid."""

    is_loaded: bool = False
    is_new: bool = False
    steps: list[Step] = []
    lead: str = ""
    figures: list[HomeFigure] = []
    waiting: list[Waiting] = []
    others: str = ""
    lately: str = ""
    pending: list[PendingRow] = []
    rows: list[InvoiceRow] = []

    @rx.event
    @secured(READ)
    async def load(self, actor: Actor) -> None:
        """Read it all again."""
        mine = topics.account(actor.account_id)
        home = await live.follow(self, HomeState.load, lambda: read(tracking.home, actor), mine, shown=_topics)
        self.steps = steps(home.beginning) if home.beginning else []
        self.is_new = bool(self.steps)
        self.lead = list_lead(home.summary)
        self.figures, self.lately = home_figures(home), lately_words(home.lately)
        self.waiting, self.others = waiting_rows(home.suspended), others_words(home)
        self.pending = pending_rows(home.pending)
        self.rows = [invoice_row(row, home.delays) for row in home.latest.rows[:5]]
        self.is_loaded = True


class TrackingState(Feedback, rx.State):
    """The list."""

    is_loaded: bool = False
    lead: str = ""
    rows: list[InvoiceRow] = []
    places: list[Choice] = []
    search: str = ""
    status: str = ""
    place: str = ""
    period: str = ""
    sort: str = "recentes"
    active: int = 0
    previous: str = ""
    following: str = ""
    position: str = ""
    parts: list[PartRow] = []
    sum: str = ""
    is_new: bool = False
    export: str = ""
    _counted: int | None = None

    @rx.event
    @secured(READ)
    async def load(self, actor: Actor) -> None:
        """Read the page of the address."""
        wanted = read_filters(self.router.url.query_parameters)
        asked = wanted.query(wall_clock())
        found = await live.follow(
            self, TrackingState.load, lambda: read(tracking.supplier_list, actor, asked), shown=_topics
        )
        self.lead, self.places = list_lead(found.summary), place_choices(found.places)
        self.search, self.status, self.place = wanted.q, wanted.statut, wanted.etablissement
        self.period, self.sort = wanted.periode, wanted.tri
        self.active = sum(bool(value) for value in (wanted.q, wanted.statut, wanted.etablissement, wanted.periode))
        self._counted = found.answering.invoices if found.answering else None
        self.parts, self.sum = part_rows(found.parts, wanted), sum_words(found.answering)
        self.is_new = not found.summary.invoices
        self.rows = [invoice_row(row, found.delays) for row in found.found.rows]
        self.export = wanted.address(routes.LIST_EXPORTS, place="", rang=1)
        self._show_neighbours(wanted, found.found)
        self.is_loaded = True

    @rx.event
    @secured(READ)
    async def turn(self, actor: Actor, address: str) -> None:
        """Show the rows of a neighbouring page; the browser has put its address in the bar."""
        wanted = read_filters(forms.query_of(address))
        found, delays = await tracking.turn_page(actor, wanted.query(wall_clock()))
        self.rows = [invoice_row(row, delays) for row in found.rows]
        self._show_neighbours(wanted, found)

    @rx.event
    @secured(READ)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address."""
        return rx.redirect(read_filters(form).address(routes.TRACKING))

    def _show_neighbours(self, wanted: Filters, found: tracking.Slice) -> None:
        self.previous, self.following = neighbours(wanted, found, routes.TRACKING)
        self.position = position_words(wanted, found, self._counted)


def _topics(shown: tracking.Home | tracking.SupplierList) -> list[topics.Topic]:
    return [topics.establishment(place.id) for place in shown.places]
