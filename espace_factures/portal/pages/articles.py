"""The catalogue, the fiche démarche, the help pages and the statements."""

from collections.abc import Callable

import reflex as rx

from espace_factures import routes
from espace_factures.portal import content
from espace_factures.portal.components import article_body, grid, service_card
from espace_factures.portal.content import Article
from espace_factures.ui import layout
from espace_factures.ui.stack import stack

HOME = ("Mes services en ligne", routes.HOME)
PARENTS = {
    routes.SERVICE_SHEET: ("Démarches", routes.SERVICES_CATALOGUE),
    **{article.route: ("Aide en ligne", routes.HELP) for article in content.HELP_PAGES},
}


def article_page(article: Article) -> Callable[[], rx.Component]:
    """The page function of an article."""

    def page() -> rx.Component:
        parents = [PARENTS[article.route]] if article.route in PARENTS else []
        return layout.page(
            stack(article_body(article), narrow=True),
            title=article.title,
            lead=article.lead,
            breadcrumb=[HOME, *parents, (article.title, article.route)],
        )

    page.__name__ = "article_" + "".join(letter if letter.isalnum() else "_" for letter in article.route)
    return page


def services() -> rx.Component:
    """« Démarches »: the catalogue."""
    sheet = content.SHEET
    return layout.page(
        grid(service_card(sheet.title, sheet.lead, "Lire la fiche démarche", sheet.route)),
        title="Démarches",
        lead="Ce que vous pouvez faire en ligne.",
        breadcrumb=[HOME, ("Démarches", routes.SERVICES_CATALOGUE)],
    )


def help_home() -> rx.Component:
    """« Aide en ligne »."""
    return layout.page(
        grid(*(service_card(item.title, item.lead, "Lire", item.route, "secondary") for item in content.HELP_PAGES)),
        title="Aide en ligne",
        lead="Chaque étape, avec les mots qui sont à l’écran.",
        breadcrumb=[HOME, ("Aide en ligne", routes.HELP)],
    )


def tutorials() -> rx.Component:
    """« Tutoriels »: the help pages that go step by step."""
    guided = [item for item in content.HELP_PAGES if any(section.steps for section in item.sections)]
    return layout.page(
        grid(*(service_card(item.title, item.lead, "Suivre les étapes", item.route, "secondary") for item in guided)),
        title="Tutoriels",
        lead="Pas à pas, de la première connexion à la facture payée.",
        breadcrumb=[HOME, ("Tutoriels", routes.TUTORIALS)],
    )
