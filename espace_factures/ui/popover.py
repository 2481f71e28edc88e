"""A panel the browser opens by itself: by click, Enter or Space; closed by Escape, a click outside, or a choice."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import listener


def popover_button(target: str, *children: Any, class_name: str, **props: Any) -> rx.Component:
    """The button that opens the panel `target`; the browser tells readers whether it is open."""
    return rx.el.button(
        *children, type="button", class_name=class_name, custom_attrs={"popoverTarget": target}, **props
    )


def popover(id: str, *children: Any, class_name: str = "") -> rx.Component:  # noqa: A002
    """The panel itself. A click inside may follow a link of the portal, which loads no page: it closes the panel.

    The focus that goes on elsewhere closes it too: it would hide what has the focus.
    """
    return rx.el.div(
        *children,
        id=id,
        class_name=f"ef-panel {class_name}".strip(),
        custom_attrs={
            "popover": "auto",
            "onClick": listener("ui/native", "closeOnLink"),
            "onBlur": listener("ui/native", "closeOnLeave"),
        },
    )
