"""« Bons de commande »: the list that the address asks for."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.administration.presenter.orders import (
    OrderRow,
    direction_choices,
    limit_words,
    order_row,
    position_words,
)
from espace_factures.administration.service import orders
from espace_factures.app import topics
from espace_factures.app.origin import native
from espace_factures.app.run import read
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.orders.forms import address, read_query
from espace_factures.orders.rules import Place, Query, State
from espace_factures.orders.service import listing
from espace_factures.orders.service.listing import Listing
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class OrdersState(Feedback, rx.State):
    """A page of the list."""

    is_loaded: bool = False
    keeps: bool = False
    """Whether the agent may import, close and open again."""
    search: str = ""
    state: str = State.OPEN
    direction: str = ""
    directions: list[Choice] = []
    rows: list[OrderRow] = []
    limit: str = ""
    previous: str = ""
    following: str = ""
    position: str = ""
    sheet: str = ""
    """Where the list is a file."""

    @rx.event
    @secured(orders.READ)
    async def load(self, actor: Actor) -> None:
        """Read the page of the address."""
        query = read_query(self.router.url.query_parameters)
        found = await live.follow(self, OrdersState.load, lambda: read(listing.listed, actor, query), topics.orders())
        self.keeps = actor.can(orders.KEEP)
        self.search, self.state, self.direction = query.search, query.state, str(query.direction_id or "")
        self.directions, self.rows = (
            direction_choices(found),
            [order_row(row) for row in found.rows],
        )
        self.limit, self.position = limit_words(query), position_words(self.rows)
        self._show_neighbours(query, found)
        self.sheet = native(address(routes.ORDERS_SHEET, query))
        self.is_loaded = True

    @rx.event
    @secured(orders.READ)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address."""
        return rx.redirect(address(routes.ADMIN_ORDERS, read_query(form)))

    def _show_neighbours(self, query: Query, found: Listing) -> None:
        self.previous = self.following = ""
        if not found.rows:
            return
        first, last = found.rows[0].order, found.rows[-1].order
        if found.has_previous:
            before = Place(first.ordered_on, first.id, is_before=True)
            self.previous = address(routes.ADMIN_ORDERS, query, before)
        if found.has_next:
            self.following = address(routes.ADMIN_ORDERS, query, Place(last.ordered_on, last.id))
