"""A part of the page that stays folded until it is asked for."""

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
