"""A part of the page that stays folded until it is asked for: in its place, or over the page."""

from typing import Any

import reflex as rx

from espace_factures.ui.icon import icon


def disclosure(summary: str | rx.Var, *children: Any, open: bool | rx.Var = False, **props: Any) -> rx.Component:  # noqa: A002
    """A native fold: it opens before the page is alive, and with any keyboard."""
    return rx.el.details(
        rx.el.summary(icon("chevron-right"), rx.el.span(summary), class_name="ef-fold-summary"),
        rx.el.div(*children, class_name="ef-fold-body"),
        open=open,
        class_name="ef-fold",
        **props,
    )


def floating(summary: Any, *children: Any, lit: rx.Var | str = "", class_name: str = "") -> rx.Component:
    """A fold that opens over what follows, from a chip; `lit` when what it holds has an answer."""
    return rx.el.details(
        rx.el.summary(
            rx.el.span(summary, class_name="ef-chip-words"),
            icon("chevron-down"),
            class_name="ef-chip",
            data_lit=rx.cond(lit, "true", "false"),
        ),
        rx.el.div(*children, class_name="ef-chip-panel"),
        class_name=f"ef-chip-fold {class_name}".strip(),
        custom_attrs={"name": "puce"},
    )
