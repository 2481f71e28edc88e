"""What the browser does by itself: real form posts, and small gestures that need no server."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class NativeForm(BaseHTML):
    """A form that really posts: Reflex's own prevents the browser from sending it."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]
    no_validate: rx.Var[bool]


def native_form(
    *children: Any, action: str | rx.Var, multipart: bool = False, method: str = "post", **props: Any
) -> rx.Component:
    """A form sent by the browser: it works before the page is alive, and lets the answer set cookies."""
    if multipart:
        props["enc_type"] = "multipart/form-data"
    props.setdefault("no_validate", True)
    return NativeForm.create(*children, action=action, method=method, **props)


def in_browser(statement: str) -> rx.Var:
    """A gesture compiled into the page, so that no script is evaluated: the policy on scripts forbids it."""
    return rx.vars.FunctionStringVar.create(f"(() => {{ {statement} }})")


def element(identifier: str | rx.Var) -> str:
    """The JavaScript that finds an element of the page by its id."""
    return f"document.getElementById({rx.Var.create(identifier)!s})"
