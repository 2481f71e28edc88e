"""What waits for the agents: one queue for each kind of demande, found again from its address."""

from typing import Any, ClassVar

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor
from espace_factures.core.typed import LONGEST_SEARCH, line
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds, queue
from espace_factures.web import live
from espace_factures.web.access import Feedback, SharedPage, secured_by_page
from espace_factures.web.address import query_value


class QueuePage(Feedback, SharedPage, rx.State, mixin=True):
    """The search and the view of the address; each kind shows its rows."""

    KIND: ClassVar[Kind]

    is_loaded: bool = False
    lead: str = ""
    search: str = ""
    view: str = ""

    @rx.event
    @secured_by_page()
    async def load(self, actor: Actor) -> None:
        """Read the queue of the address."""
        self.search, self.view = query_value(self, "q")[:LONGEST_SEARCH], query_value(self, "vue")
        found = await live.follow(self, type(self).load, lambda: self._question(actor), topics.queue(self.KIND))
        self._show(found)
        self.is_loaded = True

    @rx.event
    @secured_by_page()
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address."""
        return rx.redirect(self._address(form))

    def _address(self, form: dict[str, str]) -> str:
        asked = {"q": line(form.get("q", ""))[:LONGEST_SEARCH], "vue": form.get("vue", self.view)}
        return routes.with_query(kinds.of(self.KIND).queue_page, **asked)

    async def _question(self, actor: Actor) -> Any:
        return await read(queue.queue, actor, self.KIND, self.search, self.view)

    def _show(self, found: Any) -> None:
        """Fill the rows."""
