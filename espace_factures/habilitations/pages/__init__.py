"""The pages of habilitations, and « Gérer mes établissements », which shows them beside the établissements."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.habilitations.pages.application import application
from espace_factures.habilitations.pages.decision import decision
from espace_factures.habilitations.pages.establishments import places
from espace_factures.habilitations.pages.follow import follow
from espace_factures.habilitations.pages.queue import queue
from espace_factures.habilitations.state.application import ApplicationState
from espace_factures.habilitations.state.follow import FollowState
from espace_factures.habilitations.state.pending import PendingState
from espace_factures.habilitations.state.processing import HabilitationDecisionState, HabilitationQueueState
from espace_factures.web.pages import Page

REQUEST, DECIDE, USE = (
    Permission.HABILITATION_REQUEST,
    Permission.HABILITATION_DECIDE,
    Permission.ESTABLISHMENT_USE,
)

PAGES = [
    Page(routes.HABILITATION, "Ajouter un établissement", application, REQUEST, ApplicationState.load),
    Page(routes.HABILITATION_FOLLOW, "Demande d’habilitation", follow, REQUEST, FollowState.load),
    Page(routes.ESTABLISHMENTS, "Gérer mes établissements", places, USE, PendingState.load),
    Page(routes.ADMIN_HABILITATIONS, "Habilitations", queue, DECIDE, HabilitationQueueState.load),
    Page(routes.ADMIN_HABILITATION, "Décider une habilitation", decision, DECIDE, HabilitationDecisionState.load),
]
