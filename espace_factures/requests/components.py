"""The history and the conversation of a demande, wherever it is shown."""

from typing import Any

import reflex as rx

from espace_factures.ui import button, card, fields
from espace_factures.ui.badge import badge
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.timeline import timeline


def history(rows: Any) -> rx.Component:
    """The timeline of a demande."""
    return timeline(rows)


def conversation(rows: Any, on_send: Any, error: Any, *, internal: bool = False, sent: Any = 0) -> rx.Component:
    """What was said, and a place to write; `sent` changes when a message left, which empties the field."""
    return card.card(
        rx.cond(
            rx.Var.create(rows).length() > 0,  # pyright: ignore[reportAttributeAccessIssue]
            rx.el.ol(rx.foreach(rows, _message), class_name="ef-stack", aria_label="Messages"),
            rx.el.p("Aucun message pour l’instant.", class_name="ef-field-hint"),
        ),
        rx.el.form(
            stack(
                fields.area_field("message", "Votre message", rows=3, error=error, max_length=4000),
                *([fields.check_field("internal", "Note interne (jamais montrée à l’usager)")] if internal else []),
                actions(button.secondary("Envoyer le message", type="submit")),
            ),
            on_submit=on_send,
            no_validate=True,
            key=rx.Var.create(sent).to_string(),
            class_name="mt-6",
        ),
        title="Conversation",
    )


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
        action=rx.el.a("Télécharger", href=address + "?telecharger=1", reload_document=True, class_name="ef-text-link"),
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


def _message(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.strong(row.author),
            rx.el.span(" · ", row.when, class_name="ef-field-hint"),
            rx.cond(row.is_internal, rx.fragment(" ", badge("Note interne", "waiting"))),
        ),
        rx.el.p(row.body, class_name="whitespace-pre-line break-words"),
        class_name=rx.cond(row.is_mine, "ef-message ef-message-mine", "ef-message"),
    )
