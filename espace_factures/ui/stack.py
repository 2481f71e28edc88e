"""Where things stand on a page: one under the other, or the matter at left and its context at right."""

from typing import Any, Literal

import reflex as rx


def stack(*children: Any, narrow: bool = False, **props: Any) -> rx.Component:
    """One thing under the other, evenly; `narrow` keeps a form's lines short enough to read."""
    return rx.el.div(*children, class_name="ef-stack ef-stack-narrow" if narrow else "ef-stack", **props)


def split(main: rx.Component, side: rx.Component, share: Literal["narrow", "wide"] = "narrow") -> rx.Component:
    """The matter, and its context at the right on a desk, under it on a phone."""
    return rx.el.div(stack(main), stack(side), class_name="ef-split", data_side=share)


def actions(*buttons: Any) -> rx.Component:
    """The buttons that end a form or a sheet."""
    return rx.el.div(*buttons, class_name="ef-form-actions")
