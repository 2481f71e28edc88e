"""A queue on the agent's screen: found again from its address; given, kept as a view."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.core.typed import identifier
from espace_factures.demandes.service import kinds
from espace_factures.queues.forms import Filters, ViewForm, read_filters
from espace_factures.queues.presenter import queue
from espace_factures.queues.presenter.queue import TabRow, ViewRow
from espace_factures.queues.rules import Tab
from espace_factures.queues.service import listing, sharing, viewing
from espace_factures.queues.service.listing import Listing
from espace_factures.queues.state.selection import Selection
from espace_factures.web import live
from espace_factures.web.access import secured_by_page


class QueuePage(Selection, rx.State, mixin=True):
    """The tabs, the filters, the rows and what is ticked among them; each kind names its right."""

    is_loaded: bool = False
    lead: str = ""
    late: str = ""
    total: str = ""
    bound: str = ""
    tabs: list[TabRow] = []
    views: list[ViewRow] = []
    active: int = 0
    searches: int = 0
    """Another when the search comes from elsewhere than its own field, which is then drawn anew."""
    clear_href: str = ""
    directions: list[Choice] = []
    stages: list[Choice] = []
    followers: list[Choice] = []
    receivers: list[Choice] = []
    is_gathered: bool = False
    """Whether this is where all agrees."""
    sort: str = ""
    age_href: str = ""
    amount_href: str = ""
    alerts: str = ""
    unread: str = ""
    matching: str = ""
    previous: str = ""
    following: str = ""
    position: str = ""
    done: str = ""
    _shown: str = ""
    _typed: str = ""

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
        return rx.redirect(queue.sheet_address(Filters(), self.KIND, reference))

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
        self.is_gathered = query.tab is Tab.READY
        self.age_href, self.amount_href = queue.order_addresses(wanted, self.KIND)
        self.clear_href = Filters(vue=wanted.vue).address(kinds.of(self.KIND).queue_page)
        self.lead, self.late, self.total = queue.lead_words(found, query)
        self.rows, self.tabs = queue.queue_rows(found, wanted, actor), queue.tab_rows(found, wanted)
        self.views = queue.view_rows(found.views, self.KIND)
        self.directions, self.stages = queue.direction_choices(found), queue.stage_choices(self.KIND)
        self.followers, self.receivers = queue.follower_choices(found, actor), queue.receiver_choices(found)
        self.alerts, self.unread = str(found.found.alerts or ""), str(found.found.unread or "")
        self.matching, self.bound = queue.count_words(found.found), queue.bound_words(found, query)
        self.previous, self.following = queue.neighbours(found, wanted)
        self.position = queue.position_words(found, wanted)
