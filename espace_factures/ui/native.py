"""What the browser does by itself: real form posts, and small gestures that need no server."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
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


def script(path: str) -> str:
    """The library that a script of ours is to the pages: `ui/focus` is espace_factures/ui/focus.js."""
    return f"$/utils/scripts/{path}.js"


def in_browser(path: str, function: str, *arguments: str | rx.Var) -> rx.Var:
    """A gesture compiled into the page, so that no script is evaluated: the policy on scripts forbids it."""
    given = [rx.Var.create(argument) for argument in arguments]
    data = VarData.merge(_imported(path, function), *(argument._get_all_var_data() for argument in given))
    call = f"(() => {{ {function}({', '.join(map(str, given))}); }})"
    return rx.vars.FunctionStringVar.create(call, _var_data=data)


def listener(path: str, function: str) -> rx.Var:
    """A function that hears the browser's own event, for an attribute that Reflex does not know."""
    return rx.Var(function, _var_data=_imported(path, function))


def _imported(path: str, function: str) -> VarData:
    return VarData(imports={script(path): [ImportVar(tag=function)]})
