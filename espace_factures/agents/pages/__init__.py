"""« Administration »."""

from espace_factures import routes
from espace_factures.agents.pages.board import board
from espace_factures.agents.state import BoardState
from espace_factures.core.access import Permission
from espace_factures.web.pages import Page

PAGES = [Page(routes.ADMIN, "Administration", board, Permission.ADMINISTRATION_OPEN, BoardState.load)]
