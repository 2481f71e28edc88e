"""The pages of those who watch."""

from espace_factures import routes
from espace_factures.oversight.pages.dashboard import LOADS, dashboard
from espace_factures.oversight.pages.delays import delays
from espace_factures.oversight.pages.journal import journal
from espace_factures.oversight.service.dashboard import RIGHT as OPEN
from espace_factures.oversight.service.journal import RIGHT
from espace_factures.oversight.state.delays import DelaysState
from espace_factures.oversight.state.journal import JournalState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.ADMIN, "Tableau de bord", dashboard, OPEN, LOADS),
    Page(routes.ADMIN_JOURNAL, "Journal", journal, RIGHT, JournalState.load),
    Page(
        routes.DELAYS,
        "Délais de paiement",
        delays,
        load=DelaysState.load,
        description="En combien de jours chaque direction de la province Sud paie les factures.",
        is_drawn_for_all=True,
    ),
]
