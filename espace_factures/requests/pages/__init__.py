"""« Demandes » and the notices."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.requests.pages.notices import notices
from espace_factures.requests.pages.request import request
from espace_factures.requests.pages.requests import requests
from espace_factures.requests.state import NoticesState, RequestsState, RequestState
from espace_factures.web.pages import Page

USE = Permission.ACCOUNT_USE

PAGES = [
    Page(routes.REQUESTS, "Demandes", requests, USE, RequestsState.load),
    Page(routes.REQUEST, "Demande", request, USE, RequestState.load),
    Page(routes.NOTIFICATIONS, "Notifications", notices, USE, NoticesState.load),
]
