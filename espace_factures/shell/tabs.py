"""The tabs of a service, under the band; on a phone they fold under the name of the present one."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ui.icon import icon
from espace_factures.ui.slot import slot
from espace_factures.web.me import Me

ME: Any = Me  # on a page its attributes are Vars

SERVICE_TABS = (
    ("Accueil", routes.INVOICES_HOME),
    ("Déposer une facture", routes.DEPOSIT),
    ("Mes factures", routes.TRACKING),
    ("Mes RIB", routes.RIBS),
    ("Gérer mes établissements", routes.ESTABLISHMENTS),
)

ADMIN_TABS = (
    ("Tableau de bord", routes.ADMIN, ME.is_agent),
    ("Factures", routes.ADMIN_INVOICES, ME.handles_invoices),
    ("Habilitations", routes.ADMIN_HABILITATIONS, ME.handles_habilitations),
    ("RIB", routes.ADMIN_RIBS, ME.handles_ribs),
    ("À payer", routes.ADMIN_PAYMENTS, ME.pays),
    ("Bons de commande", routes.ADMIN_ORDERS, ME.reads_orders),
    ("Agents", routes.ADMIN_AGENTS, ME.administers),
    ("Directions", routes.ADMIN_DIRECTIONS, ME.administers),
    ("Paramètres", routes.ADMIN_PARAMETERS, ME.administers),
    ("Journal", routes.ADMIN_JOURNAL, ME.administers),
)
"""Each with who has it: a tab is no door, its page asks for the right itself."""


def service_tabs(current: str) -> rx.Component:
    """The tabs of a supplier."""
    links = [_tab(name, route, route == current) for name, route in SERVICE_TABS]
    return _bar(_here(SERVICE_TABS, current), "Espace Factures", rx.el.ul(*links, class_name="ef-tabs-list"))


def agent_tabs(current: str) -> rx.Component:
    """The tabs that the agent may open."""
    links = [rx.cond(shown, _tab(name, route, route == current)) for name, route, shown in ADMIN_TABS]
    waiting = rx.el.span(class_name="ef-tabs-link", aria_hidden="true")
    known = slot("rubriques", Me.is_known, rx.el.ul(*links, class_name="ef-tabs-list"), waiting)
    return _bar(_here(ADMIN_TABS, current), "Administration", known)


def _here(tabs: Sequence[tuple[Any, ...]], current: str) -> str:
    return next((name for name, route, *_ in tabs if route == current), "")


def _bar(here: str, label: str, links: rx.Component) -> rx.Component:
    """The tabs, the present one marked for eyes and readers."""
    return rx.el.div(
        # A neighbour of the list, not its parent, so that a desk shows the list whether the fold is open or not.
        rx.el.details(
            rx.el.summary(
                rx.el.span(here or label, class_name="ef-tabs-here"),
                rx.el.span("Rubriques", class_name="ef-tabs-more"),
                icon("chevron-down"),
                class_name="ef-tabs-toggle",
            ),
            class_name="ef-tabs-fold",
        ),
        rx.el.nav(links, aria_label=label, class_name="ef-tabs-nav"),
        class_name="ef-tabs-bar",
    )


def _tab(name: str, route: str, is_current: bool) -> rx.Component:
    mark: dict[str, Any] = {"aria_current": "page"} if is_current else {}
    return rx.el.li(rx.el.a(name, href=route, class_name="ef-tabs-link", data_label=name, **mark))
