"""« Rechercher »: pages, and the demandes and invoices that the person follows or instructs."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.portal.messages import ARTICLES
from espace_factures.portal.pages.home import search_line
from espace_factures.portal.state.search import SearchState
from espace_factures.shell import layout
from espace_factures.ui import button, card
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import stack

STATE: Any = SearchState  # on a page its attributes are Vars


def search() -> rx.Component:
    """The search page."""
    return layout.page(
        rx.el.div(
            search_line("Votre recherche", STATE.query),
            _without_script(),
            rx.cond(
                STATE.is_loaded,
                stack(
                    rx.el.p(STATE.words, role="status"),
                    rx.cond(STATE.to_instruct.length() > 0, _results("À instruire", STATE.to_instruct)),
                    rx.cond(STATE.followed.length() > 0, _results("Vos demandes et factures", STATE.followed)),
                    rx.cond(STATE.pages.length() > 0, _results("Démarches et aide", STATE.pages)),
                ),
                skeleton(4),
            ),
            class_name="ef-stack ef-reading",
        ),
        title="Recherche",
        tab=rx.cond(STATE.query, "Recherche : " + STATE.query, ""),
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Recherche", routes.SEARCH)],
    )


def _without_script() -> rx.Component:
    """Every page of words, for a browser that cannot search."""
    links = [rx.el.li(button.text_link(page.title, page.route), class_name="py-2") for page in ARTICLES]
    return rx.el.noscript(
        card.card(
            rx.el.p("La recherche a besoin de JavaScript. Voici toutes les pages :"), rx.el.ul(*links), title="Pages"
        )
    )


def _results(title: str, rows: Any) -> rx.Component:
    listed = rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(
                rx.el.strong(button.text_link(row.title, row.href)),
                rx.el.p(row.detail, class_name="ef-field-hint"),
                class_name="py-3 first:pt-0 last:pb-0",
            ),
        )
    )
    return card.card(listed, title=title)
