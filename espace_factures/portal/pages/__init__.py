"""The pages that anybody may read, and « Applications »."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.portal import messages
from espace_factures.portal.pages.accessibility import accessibility
from espace_factures.portal.pages.applications import applications
from espace_factures.portal.pages.articles import article_page, help_home, services, tutorials
from espace_factures.portal.pages.home import home
from espace_factures.portal.pages.not_found import not_found
from espace_factures.portal.pages.search import search
from espace_factures.portal.state.accessibility import AccessibilityState
from espace_factures.portal.state.search import SearchState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.HOME, "Mes services en ligne", home, description="Les démarches en ligne de la province Sud."),
    Page(routes.SERVICES_CATALOGUE, "Démarches", services, description="Ce que vous pouvez faire en ligne."),
    Page(routes.HELP, "Aide en ligne", help_home, description="Chaque étape d’Espace Factures, pas à pas."),
    Page(routes.TUTORIALS, "Tutoriels", tutorials),
    *(
        Page(item.route, item.title, article_page(item), description=item.lead)
        for item in messages.ARTICLES
        if item is not messages.ACCESSIBILITY
    ),
    Page(
        routes.ACCESSIBILITY,
        messages.ACCESSIBILITY.title,
        accessibility,
        load=AccessibilityState.load,
        description=messages.ACCESSIBILITY.lead,
    ),
    Page(routes.SEARCH, "Recherche", search, load=SearchState.load),
    Page(routes.NOT_FOUND, "Page introuvable", not_found, description="Cette adresse ne mène nulle part."),
    Page(routes.APPLICATIONS, "Applications", applications, Permission.ACCOUNT_USE),
]
