"""« Journal »: a page of the log, found again from its address."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.app.run import read
from espace_factures.core.access import Actor
from espace_factures.core.choice import Choice
from espace_factures.oversight.forms import Filters, read_filters
from espace_factures.oversight.presenter.journal import (
    JournalRow,
    choices,
    journal_rows,
    lead_words,
    newer_place,
    older_place,
)
from espace_factures.oversight.service import journal
from espace_factures.web.access import Feedback, secured


class JournalState(Feedback, rx.State):
    """The lines that the address asks for; nobody's tab is woken by each act of everybody."""

    is_loaded: bool = False
    lead: str = ""
    rows: list[JournalRow] = []
    filters: Filters = Filters()
    active: int = 0
    acts: list[Choice] = []
    previous: str = ""
    following: str = ""
    export_href: str = ""

    @rx.event
    @secured(journal.RIGHT)
    async def load(self, actor: Actor) -> None:
        """Read the page of the address."""
        self.filters = asked = read_filters(self.router.url.query_parameters)
        found = await read(journal.listed, actor, asked.search())
        self.rows, self.lead = journal_rows(found), lead_words(found, asked)
        newer, older = newer_place(found), older_place(found)
        self.previous = asked.address(routes.ADMIN_JOURNAL, place=newer) if newer else ""
        self.following = asked.address(routes.ADMIN_JOURNAL, place=older) if older else ""
        self.export_href = asked.address(native(routes.JOURNAL_EXPORT), place="")
        self.active, self.acts, self.is_loaded = asked.active, choices(), True

    @rx.event
    @secured(journal.RIGHT)
    async def narrow(self, form: dict[str, str]) -> EventSpec:
        """Put the filters in the address, from the newest line on."""
        return rx.redirect(read_filters({**form, "place": ""}).address(routes.ADMIN_JOURNAL))
