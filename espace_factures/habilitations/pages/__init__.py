"""The pages of habilitations, and what they show on « Gérer mes établissements »."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.habilitations.pages.application import application
from espace_factures.habilitations.pages.decision import decision
from espace_factures.habilitations.pages.follow import follow
from espace_factures.habilitations.pages.pending import PENDING
from espace_factures.habilitations.pages.queue import queue
from espace_factures.habilitations.state.application import ApplicationState
from espace_factures.habilitations.state.follow import FollowState
from espace_factures.habilitations.state.processing import HabilitationDecisionState, HabilitationQueueState
from espace_factures.web.pages import Page

__all__ = ["PAGES", "PENDING"]

REQUEST, DECIDE = Permission.HABILITATION_REQUEST, Permission.HABILITATION_DECIDE

PAGES = [
    Page(routes.HABILITATION, "Ajouter un établissement", application, REQUEST, ApplicationState.load),
    Page(routes.HABILITATION_FOLLOW, "Demande d’habilitation", follow, REQUEST, FollowState.load),
    Page(routes.ADMIN_HABILITATIONS, "Habilitations", queue, DECIDE, HabilitationQueueState.load),
    Page(routes.ADMIN_HABILITATION, "Décider une habilitation", decision, DECIDE, HabilitationDecisionState.load),
]
