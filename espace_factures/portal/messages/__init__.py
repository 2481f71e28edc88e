"""What the portal says to visitors, as data: démarches, help pages, statements."""

from espace_factures.portal.messages.article import Article, Picture, Section, Service, told
from espace_factures.portal.messages.help import HELP_PAGES
from espace_factures.portal.messages.reports import accessibility_reported
from espace_factures.portal.messages.services import CATALOGUE, SHEET
from espace_factures.portal.messages.statements import ACCESSIBILITY, STATEMENTS

ARTICLES = (SHEET, *HELP_PAGES, *STATEMENTS)

__all__ = [
    "ACCESSIBILITY",
    "ARTICLES",
    "CATALOGUE",
    "HELP_PAGES",
    "SHEET",
    "STATEMENTS",
    "Article",
    "Picture",
    "Section",
    "Service",
    "accessibility_reported",
    "told",
]
