"""The pages of RIBs."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.ribs.pages.decision import decision
from espace_factures.ribs.pages.freeze import freeze
from espace_factures.ribs.pages.queue import queue
from espace_factures.ribs.pages.ribs import ribs
from espace_factures.ribs.state.freeze import FreezeState
from espace_factures.ribs.state.processing import RibDecisionState, RibQueueState
from espace_factures.ribs.state.ribs import RibState
from espace_factures.web.pages import Page

VALIDATE = Permission.RIB_VALIDATE

PAGES = [
    Page(routes.RIBS, "Mes RIB", ribs, Permission.RIB_USE, RibState.visit),
    Page(routes.FREEZE_RIB, "Geler un RIB", freeze, load=FreezeState.load),
    Page(routes.ADMIN_RIBS, "RIB à vérifier", queue, VALIDATE, RibQueueState.load),
    Page(routes.ADMIN_RIB, "Vérifier un RIB", decision, VALIDATE, RibDecisionState.load),
]
