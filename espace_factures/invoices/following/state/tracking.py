"""« Accueil » and « Mes factures »: rows, filters and place, all found again from the address."""

from dataclasses import replace

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
from espace_factures.invoices.following.presenter import listing
from espace_factures.invoices.following.presenter.beginning import Step, steps
from espace_factures.invoices.following.presenter.coming import Mean, Plot, mean_of, plot_of
from espace_factures.invoices.following.presenter.home import HomeFigure, home_figures
from espace_factures.invoices.following.presenter.listing import Emptiness
from espace_factures.invoices.following.presenter.rows import (
    InvoiceRow,
    PartRow,
    invoice_row,
    list_lead,
    part_rows,
    sum_words,
)
from espace_factures.invoices.following.presenter.waiting import Others, WaitingRow, others_of, waiting_rows
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
    waiting: list[WaitingRow] = []
    others: Others = Others()
    plot: Plot = Plot()
    mean: Mean = Mean()
    pending: list[PendingRow] = []
    rows: list[InvoiceRow] = []
    several: bool = False

    @rx.event
    @secured(READ)
    async def load(self, actor: Actor) -> None:
        """Read it all again."""
        mine = topics.account(actor.account_id)
        home = await live.follow(self, HomeState.load, lambda: read(tracking.home, actor), mine, shown=_topics)
        self.steps = steps(home.beginning) if home.beginning else []
        self.is_new = bool(self.steps)
        self.lead = list_lead(home.summary)
        self.figures = home_figures(home)
        now = home.delays.now
        self.plot = plot_of(home.coming, now)
        self.mean = mean_of(home.lately, home.delays.settled.payment_period(now))
        self.waiting, self.others = waiting_rows(home.waiting, now), others_of(home.waiting)
        self.pending = pending_rows(home.pending)
        labels, self.several = listing.place_labels(home.places), len(home.places) > 1
        self.rows = [invoice_row(row, home.delays, labels) for row in home.latest.rows[:5]]
        self.is_loaded = True


class TrackingState(Feedback, rx.State):
    """The list."""

    is_loaded: bool = False
    lead: str = ""
    rows: list[InvoiceRow] = []
    filters: Filters = Filters()
    places: list[Choice] = []
    several: bool = False
    directions: list[Choice] = []
    period: str = ""
    days: str = ""
    amounts: str = ""
    active: int = 0
    typings: int = 0
    """Another when what is typed comes from elsewhere than its own field, which is then drawn anew."""
    orders: dict[str, str] = {}
    order_hrefs: dict[str, str] = {}
    clear_href: str = ""
    empty: Emptiness = Emptiness()
    previous: str = ""
    following: str = ""
    position: str = ""
    parts: list[PartRow] = []
    sum: str = ""
    bound: str = ""
    is_new: bool = False
    export: str = ""
    _counted: int | None = None
    _labels: dict[int, str] = {}
    _typed: tuple[str, ...] = ()

    @rx.event
    @secured(READ)
    async def load(self, actor: Actor) -> None:
        """Read the page of the address."""
        wanted = read_filters(self.router.url.query_parameters)
        asked = wanted.query(wall_clock())
        found = await live.follow(
            self, TrackingState.load, lambda: read(tracking.supplier_list, actor, asked), shown=_topics
        )
        if wanted.typed != self._typed:
            self._typed, self.typings = wanted.typed, self.typings + 1
        self._show_filters(wanted, found)
        self._counted = found.answering.invoices if found.answering else None
        self._labels = listing.place_labels(found.places)
        self.lead, self.is_new = list_lead(found.summary), not found.summary.invoices
        self.parts, self.sum = part_rows(found.parts, wanted), sum_words(found.answering)
        self.rows = [invoice_row(row, found.delays, self._labels) for row in found.found.rows]
        self._show_neighbours(wanted, found.found)
        self.is_loaded = True

    @rx.event
    @secured(READ)
    async def turn(self, actor: Actor, address: str) -> None:
        """Show the rows of a neighbouring page; the browser has put its address in the bar."""
        wanted = read_filters(forms.query_of(address))
        asked = replace(wanted.query(wall_clock()), is_few=self._counted is not None)
        found, delays = await tracking.turn_page(actor, asked)
        self.rows = [invoice_row(row, delays, self._labels) for row in found.rows]
        self._show_neighbours(wanted, found)

    @rx.event
    @secured(READ)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address."""
        wanted = read_filters(form)
        self._typed = wanted.typed
        return rx.redirect(wanted.address(routes.TRACKING))

    def _show_filters(self, wanted: Filters, found: tracking.SupplierList) -> None:
        self.filters, self.active, self.period = wanted, wanted.folded, listing.period_of(wanted)
        self.places, self.several = listing.place_options(found.places), len(found.places) > 1
        self.directions = listing.direction_options(found.directions)
        self.days, self.amounts = listing.days_words(wanted), listing.amounts_words(wanted)
        self.orders, self.order_hrefs = listing.orders_of(wanted), listing.order_hrefs(wanted)
        self.clear_href, self.empty = listing.clear_address(wanted), listing.emptiness(wanted)
        self.bound = listing.bound_words(found, wanted)
        self.export = wanted.address(routes.LIST_EXPORTS, place="", rang=1)

    def _show_neighbours(self, wanted: Filters, found: tracking.Slice) -> None:
        self.previous, self.following = neighbours(wanted, found, routes.TRACKING)
        self.position = position_words(wanted, found, self._counted)


def _topics(shown: tracking.Home | tracking.SupplierList) -> list[topics.Topic]:
    return [topics.establishment(place.id) for place in shown.places]
