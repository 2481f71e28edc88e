"""« Demandes », and one of them."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.demandes.pages.demande import demande
from espace_factures.demandes.pages.demandes import demandes
from espace_factures.demandes.state.demandes import DemandesState, DemandeState
from espace_factures.web.pages import Page

USE = Permission.ACCOUNT_USE


PAGES = [
    Page(routes.DEMANDES, "Demandes", demandes, USE, DemandesState.load),
    Page(routes.DEMANDE, "Demande", demande, USE, DemandeState.load),
]
