"""« À payer »: the page of the address, and the files that leave from it."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import run
from espace_factures.core.access import Actor
from espace_factures.core.typed import identifier
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.payment.forms import Export
from espace_factures.invoices.payment.presenter import (
    FileRow,
    Group,
    TabRow,
    export_rows,
    export_words,
    file_rows,
    groups,
    tab_rows,
)
from espace_factures.invoices.payment.repository import Place
from espace_factures.invoices.payment.service import exporting, owed
from espace_factures.invoices.payment.service.owed import Debts
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value


class OwedState(Feedback, rx.State):
    """What is to be paid."""

    is_loaded: bool = False
    stage: str = ""
    tabs: list[TabRow] = []
    groups: list[Group] = []
    exports: list[FileRow] = []
    files: list[FileRow] = []
    previous: str = ""
    following: str = ""
    notice: str = ""

    @rx.event
    @secured(owed.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read the page of the address."""
        self.stage, place = query_value(self, "statut"), _place(query_value(self, "place"))
        found = await live.follow(
            self,
            OwedState.load,
            lambda: owed.listed(actor, self.stage, place),
            topics.queue(Kind.INVOICE),
            topics.payments(),
        )
        self.tabs, self.groups = tab_rows(found.tallies, self.stage), groups(found)
        self.exports = export_rows(found.exports, makes_transfers=found.makes_transfers)
        self.files = file_rows(found.files)
        self._show_neighbours(found)
        self.is_loaded = True

    @rx.event
    @secured(owed.RIGHT)
    async def export(self, actor: Actor, form: dict[str, str]) -> Any:
        """Make a file of what the page shows, and of what follows it."""
        made = await run(exporting.export, actor, parse(Export, form | {"stage": self.stage}))
        self.notice = f"Le fichier {made.id} est prêt : {export_words(made)}. Il est dans la liste ci-dessous."
        return OwedState.load

    def _show_neighbours(self, found: Debts) -> None:
        self.previous = self.following = ""
        if not found.rows:
            return
        first, last = found.rows[0].due.invoice.id, found.rows[-1].due.invoice.id
        if found.has_previous:
            self.previous = self._address(Place(first, is_before=True))
        if found.has_next:
            self.following = self._address(Place(last))

    def _address(self, place: Place) -> str:
        return routes.with_query(routes.ADMIN_PAYMENTS, statut=self.stage, place=str(place))


def _place(text: str) -> Place | None:
    side, _, number = text.partition("_")
    return Place(identifier(number), side == "avant") if identifier(number) else None
