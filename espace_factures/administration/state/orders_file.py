"""A file of bons de commande: what it would do, then what it did."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.administration.presenter.orders import PlanView, done_words, plan_view
from espace_factures.administration.service import orders
from espace_factures.core.access import Actor
from espace_factures.core.errors import StaleError
from espace_factures.core.typed import LONGEST_SEARCH, line
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class OrdersFileState(Feedback, rx.State):
    """The file of the address, and what its import would do."""

    is_loaded: bool = False
    view: PlanView = PlanView()
    notice: str = ""
    _file: str = ""
    _digest: str = ""

    @rx.event
    @secured(orders.KEEP)
    async def load(self, actor: Actor) -> None:
        """Weigh the file of the address."""
        self._file, self.view, self.notice, self.is_loaded = query_value(self, "fichier"), PlanView(), "", True
        if self._file:
            await self._weigh(actor)

    @rx.event
    @secured(orders.KEEP)
    async def received(self, public_id: str) -> EventSpec:
        """Show what the file that has just come would do."""
        return rx.redirect(routes.with_query(routes.ADMIN_ORDERS_IMPORT, fichier=line(public_id)[:LONGEST_SEARCH]))

    @rx.event
    @secured(orders.KEEP)
    async def apply(self, actor: Actor) -> Any:
        """Import it as it was shown; when it would do something else by now, show that."""
        try:
            done = await orders.apply(actor, self._file, self._digest)
        except StaleError:
            await self._weigh(actor)
            raise
        await self._weigh(actor)
        self.notice = done_words(done)

    async def _weigh(self, actor: Actor) -> None:
        preview = await orders.preview(actor, self._file)
        self.view, self._digest = plan_view(preview), preview.plan.digest
