"""Documents on the screen: page by page, or as a list."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ui import card


def viewer(pictures: Any, address: Any) -> rx.Component:
    """The document in the page, as pictures that every phone shows, and a way to keep it."""
    shown = rx.el.div(
        rx.foreach(pictures, _page),
        class_name="ef-viewer",
        tab_index=0,
        role="group",
        aria_label="Pages du document",
    )
    return card.card(
        rx.cond(pictures.length() > 0, shown, rx.el.p("Ce document est une facture électronique (XML).")),
        title="Document",
        action=rx.el.a("Télécharger", href=address + routes.TO_KEEP, reload_document=True, class_name="ef-text-link"),
    )


def _page(address: Any, index: Any) -> rx.Component:
    number = (index + 1).to_string()
    return rx.el.img(
        src=address,
        alt="Page " + number + " du document",
        loading="lazy",
        decoding="async",
        class_name="ef-viewer-page",
    )


def documents(rows: rx.Var) -> rx.Component:
    """Every file of the dossier, with its trace."""
    listed = rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(
                rx.el.a(row.name, href=row.href, reload_document=True, class_name="ef-text-link break-all"),
                rx.el.p(row.trace, class_name="ef-field-hint break-all"),
                class_name="py-2",
            ),
        )
    )
    return card.card(listed, title="Pièces du dossier")
