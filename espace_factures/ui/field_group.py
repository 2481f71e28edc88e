"""Fields that make one answer together, said so to readers too."""

from typing import Any

import reflex as rx


def group(legend: str | rx.Var, *controls: rx.Component, hint: Any = None) -> rx.Component:
    """Several fields that make one answer."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="ef-field-label"),
        *([rx.el.div(hint, class_name="ef-field-hint")] if hint is not None else []),
        *controls,
        class_name="ef-field ef-field-group",
    )
