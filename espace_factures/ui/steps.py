"""The steps of a newcomer: one card, numbered rows; the mark of a step that is done becomes a check, no row leaves."""

from typing import Any

import reflex as rx

from espace_factures.ui import button
from espace_factures.ui.icon import icon


def steps_card(rows: Any, label: str) -> rx.Component:
    """Steps from rows with `number`, `title`, `words`, `sent`, `awaited`, `lasts`, `action`, `href` and `state`."""
    return rx.el.ol(rx.foreach(rows, _step), class_name="ef-beginning", aria_label=label)


def _step(row: Any) -> rx.Component:
    mark = rx.el.span(
        rx.cond(row.state == "faite", icon("check"), rx.el.span(row.number)),
        class_name="ef-beginning-mark",
        aria_hidden=True,
    )
    return rx.el.li(
        mark,
        rx.el.div(
            rx.el.h2(row.title, rx.el.span(" (", row.said, ")", class_name="sr-only"), class_name="ef-beginning-title"),
            rx.el.p(row.words),
            rx.cond(row.sent, _line("check", row.sent)),
            rx.cond(row.awaited, _line("clock", row.awaited)),
            rx.cond(row.lasts, _line("clock", row.lasts)),
            rx.cond(
                row.awaited, rx.el.p("Cette page change d’elle-même dès la réponse.", class_name="ef-beginning-line")
            ),
            rx.cond(row.action, _action(row)),
            class_name="ef-beginning-body",
        ),
        class_name="ef-beginning-row",
        data_state=row.state,
    )


def _line(drawing: str, words: Any) -> rx.Component:
    return rx.el.p(icon(drawing), rx.el.span(words), class_name="ef-beginning-line")


def _action(row: Any) -> rx.Component:
    filled = rx.el.div(button.link_button(row.action, row.href), class_name="ef-beginning-action")
    plain = rx.el.p(button.text_link(row.action, row.href), class_name="ef-alone")
    return rx.cond(row.is_next, filled, plain)
