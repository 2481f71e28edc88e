"""« Accueil » and « Mes factures »."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.invoices.following.pages.home import home
from espace_factures.invoices.following.pages.tracking import tracking
from espace_factures.invoices.following.state.tracking import HomeState, TrackingState
from espace_factures.web.pages import Page

READ = Permission.INVOICE_READ

PAGES = [
    Page(routes.INVOICES_HOME, "Espace Factures", home, READ, HomeState.load),
    Page(routes.TRACKING, "Mes factures", tracking, READ, TrackingState.load),
]
