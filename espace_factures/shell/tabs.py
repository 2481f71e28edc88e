"""The tabs of a service, under the band; on a phone they fold under the name of the present one."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ui.icon import icon

SERVICE_TABS = (
    ("Accueil", routes.INVOICES_HOME),
    ("Déposer une facture", routes.DEPOSIT),
    ("Mes factures", routes.TRACKING),
    ("Mes RIB", routes.RIBS),
    ("Gérer mes établissements", routes.ESTABLISHMENTS),
)

ADMIN_TABS = (
    ("Factures", routes.ADMIN_INVOICES),
    ("Habilitations", routes.ADMIN_HABILITATIONS),
    ("RIB", routes.ADMIN_RIBS),
)


def tab_bar(tabs: Sequence[tuple[str, str]], current: str, label: str) -> rx.Component:
    """The tabs, the present one marked for eyes and readers."""
    here = next((name for name, route in tabs if route == current), label)
    return rx.el.div(
        # A neighbour of the list, not its parent, so that a desk shows the list whether the fold is open or not.
        rx.el.details(
            rx.el.summary(
                rx.el.span(here, class_name="ef-tabs-here"),
                rx.el.span("Rubriques", class_name="ef-tabs-more"),
                icon("chevron-down"),
                class_name="ef-tabs-toggle",
            ),
            class_name="ef-tabs-fold",
        ),
        rx.el.nav(
            rx.el.ul(*[_tab(name, route, route == current) for name, route in tabs], class_name="ef-tabs-list"),
            aria_label=label,
            class_name="ef-tabs-nav",
        ),
        class_name="ef-tabs-bar",
    )


def _tab(name: str, route: str, is_current: bool) -> rx.Component:
    mark: dict[str, Any] = {"aria_current": "page"} if is_current else {}
    return rx.el.li(rx.el.a(name, href=route, class_name="ef-tabs-link", data_label=name, **mark))
