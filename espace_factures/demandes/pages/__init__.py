"""« Demandes », and the agents' board."""

from functools import partial

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.demandes.components.board import Above
from espace_factures.demandes.pages.board import board
from espace_factures.demandes.pages.demande import demande
from espace_factures.demandes.pages.demandes import demandes
from espace_factures.demandes.state.board import BoardState
from espace_factures.demandes.state.demandes import DemandesState, DemandeState
from espace_factures.web.pages import Page

USE = Permission.ACCOUNT_USE


def pages(above: Above) -> list[Page]:
    """The pages, with what another feature puts first on the board."""
    drawn = partial(board, above)
    return [
        *PAGES,
        Page(routes.ADMIN, "Tableau de bord", drawn, Permission.ADMINISTRATION_OPEN, [above.load, BoardState.load]),
    ]


PAGES = [
    Page(routes.DEMANDES, "Demandes", demandes, USE, DemandesState.load),
    Page(routes.DEMANDE, "Demande", demande, USE, DemandeState.load),
]
