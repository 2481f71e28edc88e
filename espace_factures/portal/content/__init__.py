"""What the portal says to visitors, as data: démarches, help pages, statements."""

from espace_factures.portal.content.article import Article, Picture, Section, Service
from espace_factures.portal.content.help import HELP_PAGES
from espace_factures.portal.content.services import CATALOGUE, SHEET
from espace_factures.portal.content.statements import STATEMENTS

ARTICLES = (SHEET, *HELP_PAGES, *STATEMENTS)

__all__ = ["ARTICLES", "CATALOGUE", "HELP_PAGES", "SHEET", "STATEMENTS", "Article", "Picture", "Section", "Service"]
