"""« Exporter »: the filters are in the address; a job wakes the page as it goes."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError
from espace_factures.invoices.exporting.presenter import MadeRow, address_of, found_words, made_row
from espace_factures.invoices.exporting.rules import Sheet
from espace_factures.invoices.exporting.service import exports
from espace_factures.invoices.following.forms import read_filters
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured

NO_SUCH_SHEET = "Choisissez CSV ou Excel."


class ExportState(Feedback, rx.State):
    """What may be taken, and what was made."""

    is_loaded: bool = False
    words: str = ""
    back: str = ""
    csv: str = ""
    xlsx: str = ""
    is_empty: bool = False
    is_more: bool = False
    made: list[MadeRow] = []

    @rx.event
    @secured(exports.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Count what the filters answer, and read where the exports are."""
        filters = self._filters()
        found = await live.follow(
            self, ExportState.load, lambda: read(exports.offered, actor, filters), topics.account(actor.account_id)
        )
        self.words, self.is_more, self.is_empty = found_words(found), found.is_more, not found.count
        self.back = read_filters(self.router.url.query_parameters).address(routes.TRACKING)
        self.csv, self.xlsx = address_of(Sheet.CSV, filters), address_of(Sheet.XLSX, filters)
        self.made = [made_row(row) for row in found.made]
        self.is_loaded = True

    @rx.event
    @secured(exports.RIGHT)
    async def ask(self, actor: Actor, sheet: str) -> Any:
        """Have a sheet of many rows made."""
        if sheet not in {*Sheet}:
            raise DomainError(NO_SUCH_SHEET, "sheet-unknown")
        await run(exports.begin, actor, self._filters(), Sheet(sheet))
        return ExportState.load

    def _filters(self) -> str:
        wanted = read_filters(self.router.url.query_parameters)
        return wanted.address(routes.LIST_EXPORTS, place="", rang=1)
