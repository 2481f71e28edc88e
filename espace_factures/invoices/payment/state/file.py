"""A file of payments: what it would record, then what it recorded."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.typed import identifier
from espace_factures.invoices.payment.presenter import FileView, file_view
from espace_factures.invoices.payment.service import importing
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class PaymentsFileState(Feedback, rx.State):
    """The file of the address; without one, the place to send one."""

    is_loaded: bool = False
    view: FileView = FileView()

    @rx.event
    @secured(importing.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read where the file is."""
        number, self.view, self.is_loaded = identifier(query_value(self, "id")), FileView(), True
        if number:
            found = await live.follow(
                self,
                PaymentsFileState.load,
                lambda: read(importing.report, actor, number),
                topics.payments(),
            )
            self.view = file_view(found)

    @rx.event
    @secured(importing.RIGHT)
    async def received(self, number: str) -> EventSpec:
        """Show what the file that has just come would record."""
        return rx.redirect(routes.with_query(routes.ADMIN_PAYMENTS_FILE, id=str(identifier(number))))

    @rx.event
    @secured(importing.RIGHT)
    async def confirm(self, actor: Actor) -> Any:
        """Have it recorded."""
        await run(importing.confirm, actor, self.view.number)
        return PaymentsFileState.load
