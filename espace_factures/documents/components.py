"""Documents on the screen: page by page, or as a list."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ui import card
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.words import note


def viewer(pictures: Any, address: Any, unseen: Any) -> rx.Component:
    """The document in the page, as pictures that every phone shows, and a way to keep it."""
    return card.card(
        _pages(pictures, "du document", rx.el.p(unseen)), title="Document", action=_keep(address, "le document")
    )


def paper(row: Any) -> rx.Component:
    """One file of a demande, its pages in view, and its trace."""
    return card.card(
        _pages(row.pictures, "de " + row.name, rx.el.p(row.unseen)),
        rx.el.div(note(row.trace), class_name="break-all mt-2"),
        title=row.name,
        action=rx.cond(row.held, rx.fragment(), _keep(row.href, row.name)),
    )


def _pages(pictures: Any, of: Any, unseen: rx.Component) -> rx.Component:
    shown = rx.el.div(
        rx.foreach(pictures, lambda address, index: _page(address, index, of)),
        class_name="ef-viewer",
        tab_index=0,
        role="group",
        aria_label="Pages " + of,
    )
    return rx.fragment(rx.cond(pictures.length() > 0, shown, unseen))


def _keep(address: Any, what: Any) -> rx.Component:
    return rx.el.a(
        "Télécharger",
        href=address + routes.TO_KEEP,
        aria_label="Télécharger " + what,
        reload_document=True,
        class_name="ef-text-link",
    )


def _page(address: Any, index: Any, of: Any) -> rx.Component:
    number = (index + 1).to_string()
    return rx.el.img(
        src=address,
        alt="Page " + number + " " + of,
        loading="lazy",
        decoding="async",
        class_name="ef-viewer-page",
        # Another document is another picture: the former one's is not left there meanwhile.
        key=address,
    )


def document_link(row: Any) -> rx.Component:
    """What opens a file; one that the antivirus holds is named, with why it does not open."""
    link = rx.el.a(row.name, href=row.href, reload_document=True, class_name="ef-text-link break-all")
    held = rx.fragment(rx.el.span(row.name, class_name="break-all"), rx.el.p(row.held, class_name="ef-field-hint"))
    return rx.cond(row.held, held, link)


def documents(rows: rx.Var) -> rx.Component:
    """Every file of the dossier, with its trace."""
    listed = rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(
                document_link(row),
                class_name="py-2",
            ),
        )
    )
    traces = rx.el.ul(
        rx.foreach(rows, lambda row: rx.el.li(row.name, rx.el.p(row.trace, class_name="ef-field-hint break-all")))
    )
    return card.card(listed, disclosure("Preuve du dépôt", traces), title="Documents")
