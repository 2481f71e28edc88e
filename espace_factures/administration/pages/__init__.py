"""The administrator's pages."""

from espace_factures import routes
from espace_factures.administration.pages.agent import agent
from espace_factures.administration.pages.agents import agents
from espace_factures.administration.pages.directions import directions
from espace_factures.administration.pages.invitation import invitation
from espace_factures.administration.pages.order import order
from espace_factures.administration.pages.orders import orders
from espace_factures.administration.pages.orders_file import orders_file
from espace_factures.administration.pages.settings import settings
from espace_factures.administration.pages.wording import wording
from espace_factures.administration.state.agent import AgentState
from espace_factures.administration.state.agents import AgentsState
from espace_factures.administration.state.directions import DirectionsState
from espace_factures.administration.state.invitation import InvitationState
from espace_factures.administration.state.order import OrderState
from espace_factures.administration.state.orders import OrdersState
from espace_factures.administration.state.orders_file import OrdersFileState
from espace_factures.administration.state.settings import SettingsState
from espace_factures.administration.state.wording import WordingState
from espace_factures.core.access import Permission
from espace_factures.web.pages import Page

RULE = Permission.ADMINISTRATION_RULE

PAGES = [
    Page(routes.ADMIN_ORDERS, "Bons de commande", orders, Permission.ORDER_READ, OrdersState.load),
    Page(routes.ADMIN_ORDER, "Bon de commande", order, Permission.ORDER_READ, OrderState.load),
    Page(
        routes.ADMIN_ORDERS_IMPORT,
        "Importer des bons de commande",
        orders_file,
        Permission.ORDER_KEEP,
        OrdersFileState.load,
    ),
    Page(routes.ADMIN_AGENTS, "Agents", agents, RULE, AgentsState.load),
    Page(routes.ADMIN_AGENT, "Agent", agent, RULE, AgentState.load),
    Page(routes.ADMIN_AGENT_NEW, "Inviter un agent", invitation, RULE, InvitationState.load),
    Page(routes.ADMIN_DIRECTIONS, "Directions", directions, RULE, DirectionsState.load),
    Page(routes.ADMIN_PARAMETERS, "Paramètres", settings, RULE, SettingsState.load),
    Page(routes.ADMIN_REASONS, "Motifs et phrases usuelles", wording, RULE, WordingState.load),
]
