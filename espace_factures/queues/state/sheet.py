"""One item among those of a queue: where it stands, its neighbours, and the next one once it is decided."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures.app.run import read
from espace_factures.core.access import Actor
from espace_factures.demandes.service import kinds
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.queues.forms import Filters, read_filters
from espace_factures.queues.presenter import queue
from espace_factures.queues.service import walking
from espace_factures.web.address import query_value


class SheetPage(DecisionPage, rx.State, mixin=True):
    """The way through the list that one came from; nothing of it for who came by another way."""

    walked: str = ""
    previous: str = ""
    following: str = ""
    back: str = ""

    async def _stand(self, actor: Actor) -> None:
        filters = read_filters(self.router.url.query_parameters)
        self.back = filters.address(kinds.of(self.KIND).queue_page)
        if not query_value(self, "file"):
            self.walked = self.previous = self.following = ""
            return
        walk = await read(walking.walk, actor, self.KIND, filters.query(), self.reference)
        self.walked = queue.walk_words(walk)
        self.previous, self.following = self._sheet(filters, walk.previous), self._sheet(filters, walk.following)

    def _sheet(self, filters: Filters, reference: str) -> str:
        return queue.sheet_address(filters, self.KIND, reference) if reference else ""

    def _page_of(self, reference: str) -> str:
        filters = read_filters(self.router.url.query_parameters)
        return self._sheet(filters, reference) if self.walked else super()._page_of(reference)

    def _onward(self) -> EventSpec | None:
        return rx.redirect(self.following) if self.following else None
