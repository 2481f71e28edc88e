"""The notices, and what the person chose to be told."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.notifications.pages.notices import notices
from espace_factures.notifications.pages.subscriptions import stop_mails, subscriptions
from espace_factures.notifications.state.notices import NoticesState
from espace_factures.notifications.state.subscriptions import StopState, SubscriptionsState
from espace_factures.web.pages import Page

USE = Permission.ACCOUNT_USE

PAGES = [
    Page(routes.NOTIFICATIONS, "Notifications", notices, USE, NoticesState.load),
    Page(routes.SUBSCRIPTIONS, "Abonnements", subscriptions, USE, SubscriptionsState.load),
    Page(routes.STOP_MAILS, "Ne plus recevoir ces courriels", stop_mails, load=StopState.load),
]
