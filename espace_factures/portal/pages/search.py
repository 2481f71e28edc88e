"""« Rechercher »: pages, and the person's own demandes and factures."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.portal.state import SearchState
from espace_factures.ui import button, card, fields, layout
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, stack

STATE: Any = SearchState  # on a page its attributes are Vars


def search() -> rx.Component:
    """The search page."""
    return layout.page(
        stack(
            card.card(_form()),
            rx.cond(
                STATE.is_loaded,
                stack(
                    rx.el.p(STATE.words, role="status"),
                    rx.cond(STATE.mine.length() > 0, _results("Vos demandes et factures", STATE.mine)),
                    rx.cond(STATE.pages.length() > 0, _results("Démarches et aide", STATE.pages)),
                ),
                skeleton(4),
            ),
            narrow=True,
        ),
        title="Recherche",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Recherche", routes.SEARCH)],
    )


def _form() -> rx.Component:
    return native_form(
        stack(
            fields.text_field("q", "Votre recherche", type="search", value=STATE.query, key=STATE.query, max_length=80),
            actions(button.primary("Chercher", type="submit", icon="search")),
        ),
        action=routes.SEARCH,
        method="get",
    )


def _results(title: str, rows: Any) -> rx.Component:
    listed = rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(
                rx.el.strong(button.text_link(row.title, row.href)),
                rx.el.p(row.detail, class_name="ef-field-hint"),
                class_name="py-3",
            ),
        )
    )
    return card.card(listed, title=title)
