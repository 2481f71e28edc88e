"""« Gérer mes établissements »; what a higher feature shows on it is handed in by the catalogue."""

from functools import partial

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.establishments.components import Section
from espace_factures.establishments.pages.establishments import establishments
from espace_factures.web.pages import Page


def pages(section: Section) -> list[Page]:
    """The page, with the section of another feature between the invitations and the établissements."""
    drawn = partial(establishments, section)
    return [Page(routes.ESTABLISHMENTS, "Gérer mes établissements", drawn, Permission.ESTABLISHMENT_USE, section.load)]
