"""The catalogue, the fiche démarche, the help pages and the statements."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.portal import messages
from espace_factures.portal.components import article_body, grid, link_card, neighbours, pictures
from espace_factures.portal.messages import Article
from espace_factures.shell import layout
from espace_factures.ui import button, card
from espace_factures.ui.stack import split
from espace_factures.web.me import Me

ME: Any = Me  # on a page its attributes are Vars
HOME = ("Mes services en ligne", routes.HOME)
PARENTS = {
    routes.SERVICE_SHEET: ("Démarches", routes.SERVICES_CATALOGUE),
    **{article.route: ("Aide en ligne", routes.HELP) for article in messages.HELP_PAGES},
}


def article_page(article: Article) -> Callable[[], rx.Component]:
    """The page function of an article."""

    def page() -> rx.Component:
        parents = [PARENTS[article.route]] if article.route in PARENTS else []
        said = messages.told(article, ME.terms)
        return layout.page(
            split(article_body(said), rx.fragment(*_beside(article, said))),
            title=article.title,
            lead=article.lead,
            breadcrumb=[HOME, *parents, (article.title, article.route)],
            action=button.link_button(*article.action) if article.action else None,
        )

    page.__name__ = "article_" + "".join(letter if letter.isalnum() else "_" for letter in article.route)
    return page


def _beside(article: Article, said: Article) -> Sequence[rx.Component]:
    """What stands at the right on a desk: the essential, the picture, the neighbours."""
    brief = [card.card(card.facts(said.in_brief), title="L’essentiel")] if said.in_brief else []
    if article in messages.STATEMENTS:
        near = neighbours("À lire aussi", _others(messages.STATEMENTS, article))
    else:
        near = neighbours("Aide en ligne", _others(messages.HELP_PAGES, article))
    return [*brief, *pictures(article), near]


def _others(articles: Sequence[Article], article: Article) -> list[Article]:
    return [other for other in articles if other is not article]


def services() -> rx.Component:
    """« Démarches »: the catalogue."""
    return layout.page(
        grid(*(link_card(one.title, one.sentence, one.route, one.icon) for one in messages.CATALOGUE)),
        title="Démarches",
        lead="Ce que vous pouvez faire en ligne.",
        breadcrumb=[HOME, ("Démarches", routes.SERVICES_CATALOGUE)],
    )


def help_home() -> rx.Component:
    """« Aide en ligne »."""
    return layout.page(
        grid(*(link_card(page.title, page.lead, page.route, page.icon) for page in messages.HELP_PAGES)),
        title="Aide en ligne",
        lead="Chaque étape, avec les mots qui sont à l’écran.",
        breadcrumb=[HOME, ("Aide en ligne", routes.HELP)],
    )


def tutorials() -> rx.Component:
    """« Tutoriels »: the help pages that go step by step."""
    guided = [page for page in messages.HELP_PAGES if any(section.steps for section in page.sections)]
    return layout.page(
        grid(*(link_card(page.title, page.lead, page.route, page.icon) for page in guided)),
        title="Tutoriels",
        lead="Pas à pas, de la première connexion à la facture payée.",
        breadcrumb=[HOME, ("Tutoriels", routes.TUTORIALS)],
    )
