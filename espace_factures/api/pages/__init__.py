"""« Accès pour logiciels »."""

from espace_factures import routes
from espace_factures.api.pages.tokens import STATE, tokens
from espace_factures.core.access import Permission
from espace_factures.web.pages import Page

PAGES = [Page(routes.SOFTWARE, "Accès pour logiciels", tokens, Permission.ESTABLISHMENT_USE, STATE.visit)]
