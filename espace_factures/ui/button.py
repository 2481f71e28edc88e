"""Buttons and links: what one can do, said by a verb."""

from typing import Any, Literal

import reflex as rx

from espace_factures.ui.icon import icon as drawing

Kind = Literal["primary", "secondary"]

CLASSES = {
    "primary": "btn btn-primary",
    "secondary": "btn ef-btn-quiet",
    "danger": "btn ef-btn-danger",
}


def primary(label: str | rx.Var, **options: Any) -> rx.Component:
    """The page's main action; options as in `button`."""
    return button(label, "primary", **options)


def secondary(label: str | rx.Var, **options: Any) -> rx.Component:
    """Any other action; options as in `button`."""
    return button(label, "secondary", **options)


def danger(label: str | rx.Var, **options: Any) -> rx.Component:
    """An action that cannot be taken back; options as in `button`."""
    return button(label, "danger", **options)


def button(
    label: str | rx.Var,
    kind: str,
    *,
    on_click: Any = None,
    type: Literal["button", "submit", "reset"] = "button",  # noqa: A002 - the attribute's own name
    icon: str | None = None,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A button; shell/gestures.js says what it is doing while it does it, and lets nobody press it twice meanwhile."""
    if on_click is not None:
        props["on_click"] = on_click
    face = [drawing(icon)] if icon else []
    return rx.el.button(*face, label, type=type, class_name=f"{CLASSES[kind]} {class_name}".strip(), **props)


def link_button(
    label: str | rx.Var, href: str | rx.Var, kind: Kind = "primary", icon: str | None = None, **props: Any
) -> rx.Component:
    """A link that looks like an action, because it starts one."""
    face = [drawing(icon)] if icon else []
    return rx.el.a(*face, label, href=href, class_name=CLASSES[kind], **props)


def text_link(label: str | rx.Var, href: str | rx.Var, **props: Any) -> rx.Component:
    """A link inside a text."""
    return rx.el.a(label, href=href, class_name="ef-text-link", **props)
