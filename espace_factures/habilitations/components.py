"""Pieces of screen that the pages of habilitations share."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ui import badge, button, card
from espace_factures.ui.words import note

TRAIL = [("Mes services en ligne", routes.HOME), ("Espace Factures", routes.INVOICES_HOME)]


def pending(rows: Any, title: str = "Demandes d’habilitation en cours") -> rx.Component:
    """The person's own demandes, each with its status and its page."""
    return card.card(
        rx.el.ul(
            rx.foreach(rows, _pending), class_name="divide-y divide-base-300", aria_label="Demandes d’habilitation"
        ),
        title=title,
    )


def _pending(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                button.text_link(row.label, row.href),
                rx.el.div(note(row.reference, " · ", row.now)),
                class_name="grow min-w-0",
            ),
            badge.badge(row.status, row.tone),
            class_name="flex flex-wrap items-center gap-x-6 gap-y-2",
        ),
        class_name="py-4",
    )
