"""The band at the top of every page: whose portal this is, where to go, who is looking."""

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.shell.account_menu import account
from espace_factures.ui.icon import icon
from espace_factures.ui.native import native_form
from espace_factures.ui.popover import popover, popover_button

MENU = (
    ("Mes services en ligne", routes.HOME),
    ("Démarches", routes.SERVICES_CATALOGUE),
    ("Espace Factures", routes.INVOICES_HOME),
    ("Aide en ligne", routes.HELP),
    ("Tutoriels", routes.TUTORIALS),
)


def header() -> rx.Component:
    """The band, from the mark to the account."""
    return rx.el.header(
        rx.el.div(
            _mark(),
            rx.el.div(_menu(), _search(), account(), class_name="ef-band-tools"),
            class_name="ef-band-inner",
        ),
        class_name="ef-band",
    )


def _mark() -> rx.Component:
    return rx.el.a(
        rx.el.img(src="/logo.svg", alt="", class_name="ef-band-logo", custom_attrs={"width": "38", "height": "38"}),
        rx.el.span("PROVINCE SUD", class_name="ef-band-name"),
        href=routes.HOME,
        class_name="ef-band-home",
    )


def _menu() -> rx.Component:
    links = [rx.el.li(rx.el.a(label, href=href, class_name="ef-menu-item")) for label, href in MENU]
    return rx.fragment(
        popover_button("menu-principal", icon("menu"), rx.el.span("MENU"), class_name="ef-band-tool ef-band-menu"),
        popover("menu-principal", rx.el.nav(rx.el.ul(*links), aria_label="Menu principal")),
    )


def _search() -> rx.Component:
    return rx.fragment(
        popover_button(
            "recherche",
            icon("search"),
            rx.el.span("RECHERCHER"),
            class_name="ef-band-tool ef-band-search",
        ),
        popover("recherche", _search_form(), class_name="ef-search-panel"),
    )


def _search_form() -> rx.Component:
    return native_form(
        rx.el.label("Rechercher", html_for="recherche-q", class_name="ef-field-label"),
        rx.el.div(
            rx.el.input(
                type="search",
                id="recherche-q",
                name="q",
                class_name="input ef-field-input",
                auto_complete="off",
                max_length=LONGEST_SEARCH,
                enter_key_hint="search",
                placeholder="Une démarche, une aide, une facture",
            ),
            rx.el.button(icon("search"), "Lancer", type="submit", class_name="btn btn-primary"),
            class_name="ef-search-line",
        ),
        action=routes.SEARCH,
        method="get",
        role="search",
    )
