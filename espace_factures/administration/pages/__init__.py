"""The administrator's pages."""

from espace_factures import routes
from espace_factures.administration.pages.agent import agent
from espace_factures.administration.pages.agents import agents
from espace_factures.administration.pages.directions import directions
from espace_factures.administration.pages.invitation import invitation
from espace_factures.administration.pages.settings import settings
from espace_factures.administration.state.agent import AgentState
from espace_factures.administration.state.agents import AgentsState
from espace_factures.administration.state.directions import DirectionsState
from espace_factures.administration.state.invitation import InvitationState
from espace_factures.administration.state.settings import SettingsState
from espace_factures.core.access import Permission
from espace_factures.web.pages import Page

RULE = Permission.ADMINISTRATION_RULE

PAGES = [
    Page(routes.ADMIN_AGENTS, "Agents", agents, RULE, AgentsState.load),
    Page(routes.ADMIN_AGENT, "Agent", agent, RULE, AgentState.load),
    Page(routes.ADMIN_AGENT_NEW, "Inviter un agent", invitation, RULE, InvitationState.load),
    Page(routes.ADMIN_DIRECTIONS, "Directions", directions, RULE, DirectionsState.load),
    Page(routes.ADMIN_PARAMETERS, "Paramètres", settings, RULE, SettingsState.load),
]
