"""The pages of those who watch."""

from espace_factures import routes
from espace_factures.oversight.pages.journal import journal
from espace_factures.oversight.service.journal import RIGHT
from espace_factures.oversight.state.journal import JournalState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.ADMIN_JOURNAL, "Journal", journal, RIGHT, JournalState.load),
]
