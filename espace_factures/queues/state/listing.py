"""A queue on the agent's screen: found again from its address; what is ticked, given, kept as a view."""

from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.core.typed import identifier
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.queues import presenter
from espace_factures.queues.forms import Filters, ViewForm, read_filters
from espace_factures.queues.presenter import QueueRow, TabRow, ViewRow
from espace_factures.queues.rules import MOST_AT_ONCE
from espace_factures.queues.service import listing, sharing, viewing
from espace_factures.queues.service.listing import Listing
from espace_factures.web import live
from espace_factures.web.access import Feedback, SharedPage, secured_by_page


class QueuePage(Feedback, SharedPage, rx.State, mixin=True):
    """The tabs, the filters, the rows and what is ticked among them; each kind names its right."""

    KIND: ClassVar[Kind]

    is_loaded: bool = False
    lead: str = ""
    late: str = ""
    total: str = ""
    bound: str = ""
    rows: list[QueueRow] = []
    tabs: list[TabRow] = []
    views: list[ViewRow] = []
    filters: Filters = Filters()
    active: int = 0
    searches: int = 0
    """Another when the search comes from elsewhere than its own field, which is then drawn anew."""
    clear_href: str = ""
    directions: list[Choice] = []
    stages: list[Choice] = []
    followers: list[Choice] = []
    receivers: list[Choice] = []
    sort: str = ""
    age_href: str = ""
    amount_href: str = ""
    alerts: str = ""
    unread: str = ""
    matching: str = ""
    previous: str = ""
    following: str = ""
    position: str = ""
    ticks: dict[str, bool] = {}
    ticked: str = ""
    standing_out: str = ""
    epoch: int = 0
    """Another when the boxes are ticked or cleared by the page: they are drawn anew."""
    done: str = ""
    _shown: str = ""
    _typed: str = ""
    _weighed: dict[str, tuple[int, str]] = {}
    """Of each row that was ticked, its amount and its alert."""

    @rx.event
    @secured_by_page(keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address; what is ticked stays while its filters do."""
        wanted = read_filters(self.router.url.query_parameters)
        if wanted.query_string() != self._shown:
            self._clear()
            self.done = self.alert = ""
        self._shown = wanted.query_string()
        if wanted.q != self._typed:
            self._typed, self.searches = wanted.q, self.searches + 1
        found = await live.follow(self, type(self).load, lambda: self._question(actor, wanted), topics.queue(self.KIND))
        self._show(found, wanted, actor)
        self.is_loaded = True

    @rx.event
    @secured_by_page()
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address; the tab stays."""
        wanted = read_filters({**form, "vue": self.filters.vue, "place": "", "rang": ""})
        self._typed = wanted.q
        return rx.redirect(wanted.plain().address(kinds.of(self.KIND).queue_page))

    @rx.event
    @secured_by_page()
    async def tick(self, reference: str, is_ticked: bool) -> None:
        """Tick a row, or not any more."""
        row = next((row for row in self.rows if row.reference == reference), None)
        if is_ticked and row is not None and len(self.ticks) < MOST_AT_ONCE:
            self.ticks[reference], self._weighed[reference] = True, (row.francs, row.alert)
        elif not is_ticked:
            self.ticks.pop(reference, None)
            self._weighed.pop(reference, None)
        self._weigh()

    @rx.event
    @secured_by_page()
    async def tick_page(self, is_ticked: bool) -> None:
        """Tick every row of the page, or none."""
        self._clear()
        for row in self.rows if is_ticked else ():
            self.ticks[row.reference], self._weighed[row.reference] = True, (row.francs, row.alert)
        self._weigh()

    @rx.event
    @secured_by_page()
    async def tick_all(self, actor: Actor) -> None:
        """« Tout sélectionner »: what the filters leave, as many as one gesture takes."""
        rows = await read(listing.every_match, actor, self.KIND, self.filters.query(), MOST_AT_ONCE)
        self._clear()
        for row in rows:
            self.ticks[row.reference], self._weighed[row.reference] = True, (row.amount or 0, row.alert)
        self._weigh()

    @rx.event
    @secured_by_page()
    async def untick(self) -> None:
        """Leave the selection."""
        self._clear()

    @rx.event
    @secured_by_page()
    async def take(self, actor: Actor) -> None:
        """« Me l’attribuer »."""
        await self._give(actor, actor.account_id, actor.name)

    @rx.event
    @secured_by_page()
    async def give(self, actor: Actor, receiver: str) -> None:
        """« Attribuer à… »."""
        name = next((one.label for one in self.receivers if one.value == receiver), "")
        if identifier(receiver):
            await self._give(actor, identifier(receiver), name)

    @rx.event
    @secured_by_page()
    async def free(self, actor: Actor) -> None:
        """« Libérer »."""
        await self._give(actor, 0, "")

    @rx.event
    @secured_by_page()
    async def take_next(self, actor: Actor) -> EventSpec:
        """« Prendre la suivante »: the oldest that nobody follows becomes the agent's, and opens."""
        reference = await run(sharing.take_next, actor, self.KIND)
        return rx.redirect(presenter.sheet_address(Filters(), self.KIND, reference))

    @rx.event
    @secured_by_page()
    async def keep_view(self, actor: Actor, form: dict[str, str]) -> None:
        """Keep the filters under a name."""
        name = parse(ViewForm, form).view_name
        await run(viewing.keep, actor, self.KIND, name, self.filters.query_string())
        self.done = "Vue gardée dans « Mes vues »."
        await self._read(actor)

    @rx.event
    @secured_by_page()
    async def drop_view(self, actor: Actor, view: int) -> None:
        """Forget a view."""
        await run(viewing.drop, actor, self.KIND, view)
        await self._read(actor)

    async def _give(self, actor: Actor, account_id: int, name: str) -> None:
        count = await run(sharing.give, actor, self.KIND, list(self.ticks), account_id)
        self._clear()
        self.done = sharing.told(count, name)
        await self._read(actor)

    async def _read(self, actor: Actor) -> None:
        self._show(await self._question(actor, self.filters), self.filters, actor)

    async def _question(self, actor: Actor, wanted: Filters) -> Listing:
        return await read(listing.listed, actor, self.KIND, wanted.query())

    def _show(self, found: Listing, wanted: Filters, actor: Actor) -> None:
        query = wanted.query()
        self.filters, self.active, self.sort = wanted, wanted.active, query.sort
        self.age_href, self.amount_href = presenter.order_addresses(wanted, self.KIND)
        self.clear_href = Filters(vue=wanted.vue).address(kinds.of(self.KIND).queue_page)
        self.lead, self.late, self.total = presenter.lead_words(found, query)
        self.rows, self.tabs = presenter.queue_rows(found, wanted, actor), presenter.tab_rows(found, wanted)
        self.views = presenter.view_rows(found.views, self.KIND)
        self.directions, self.stages = presenter.direction_choices(found), presenter.stage_choices(self.KIND)
        self.followers, self.receivers = presenter.follower_choices(found, actor), presenter.receiver_choices(found)
        self.alerts, self.unread = str(found.found.alerts or ""), str(found.found.unread or "")
        self.matching, self.bound = presenter.count_words(found.found), presenter.bound_words(found, query)
        self.previous, self.following = presenter.neighbours(found, wanted)
        self.position = presenter.position_words(found, wanted)

    def _clear(self) -> None:
        self.ticks, self._weighed = {}, {}
        self.epoch += 1
        self._weigh()

    def _weigh(self) -> None:
        self.ticked, self.standing_out = presenter.ticked_words(self._weighed.values()) if self.ticks else ("", "")
