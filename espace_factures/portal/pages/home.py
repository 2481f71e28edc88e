"""« Mes services en ligne »: what one can do here, first."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.portal.components import grid, link_card, link_list, main_service, part
from espace_factures.portal.messages import CATALOGUE, HELP_PAGES
from espace_factures.shell import layout
from espace_factures.ui import button, fields
from espace_factures.ui.native import native_form
from espace_factures.web.me import Me

ME: Any = Me  # on a page its attributes are Vars


def home() -> rx.Component:
    """The home page."""
    return layout.page(
        rx.el.div(
            search_line("Chercher une démarche, une question, une facture"),
            main_service(),
            rx.cond(ME.signed_in, _account()),
            part(
                "Démarches",
                grid(*(_door(one.title, one.sentence, one.route, one.icon) for one in CATALOGUE)),
            ),
            part("Aide en ligne", link_list(HELP_PAGES)),
            class_name="ef-stack ef-home",
        ),
        title="Mes services en ligne",
        lead="Les démarches de la province Sud, depuis chez vous.",
    )


def search_line(label: str, query: Any = "") -> rx.Component:
    """One field and its button, sent by the browser to the search page."""
    return native_form(
        fields.text_field("q", label, type="search", value=query, key=query, max_length=LONGEST_SEARCH),
        button.primary("Chercher", type="submit", icon="search"),
        action=routes.SEARCH,
        method="get",
        role="search",
        aria_label="Recherche dans le portail",
        class_name="ef-search-form",
    )


def _account() -> rx.Component:
    return part(
        "Mon compte",
        grid(
            link_card(
                "Demandes", "Où elles en sont, et vos échanges avec les agents.", routes.DEMANDES, "inbox", in_part=True
            ),
            link_card(
                "Notifications",
                "Ce qui a changé depuis votre dernière visite.",
                routes.NOTIFICATIONS,
                "bell",
                in_part=True,
            ),
            _door("Profil", "Votre identité et vos contacts.", routes.PROFILE, "user"),
        ),
    )


def _door(title: str, sentence: str, route: str, mark: str) -> rx.Component:
    return link_card(title, sentence, route, mark, in_part=True)
