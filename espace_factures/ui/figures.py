"""The few figures that answer a page's question: label above, the figure, one line of basis under it."""

from typing import Any

import reflex as rx


def figure_strip(*figures: Any) -> rx.Component:
    """Side by side on a desk, two by two on a phone, where the first of an odd number takes a line of its own."""
    return rx.el.dl(*figures, class_name="ef-figures-strip")


def figure(label: Any, value: Any, basis: Any, *, waits: Any = False) -> rx.Component:
    """One figure; ambre when it waits for the person."""
    return rx.el.div(
        rx.el.dt(label, class_name="ef-key-figure-label"),
        rx.el.dd(value, class_name="ef-key-figure-value", data_waits=rx.cond(waits, "true", "false")),
        rx.el.dd(basis, class_name="ef-key-figure-basis"),
        class_name="ef-key-figure",
    )
