"""What waits for the person, in one ambre card: what, why, the amount, one action a row; then what the others are."""

from typing import Any

import reflex as rx

from espace_factures.ui import button
from espace_factures.ui.icon import icon


def waiting_list(rows: Any, others: Any, title: str) -> rx.Component:
    """Rows with `what`, `why`, `amount`, `gesture`, `href` and `label`; `others` has `link`, `href` and `words`."""
    return rx.el.section(
        rx.el.h2(icon("triangle-alert"), rx.el.span(title), class_name="ef-waiting-title"),
        rx.el.ul(rx.foreach(rows, _row), aria_label=title),
        rx.cond(
            others.link,
            rx.el.p(
                button.text_link(others.link, others.href), rx.el.span(others.words), class_name="ef-waiting-others"
            ),
        ),
        class_name="ef-waiting",
    )


def _row(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(row.what, class_name="ef-waiting-what"),
            rx.el.p(row.why, class_name="ef-waiting-why"),
            class_name="ef-waiting-words",
        ),
        rx.el.span(row.amount, class_name="ef-waiting-amount"),
        rx.el.a(row.gesture, href=row.href, aria_label=row.label, class_name="btn ef-btn-quiet ef-waiting-action"),
        class_name="ef-waiting-row",
    )
