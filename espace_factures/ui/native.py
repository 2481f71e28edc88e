"""What the browser does by itself: real form posts, and small gestures that need no server."""

from collections.abc import Sequence
from typing import Any, Final

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_components_core.el.elements.base import BaseHTML

from espace_factures import routes
from espace_factures.app.origin import native

STAR: Final = "ef-field-star"
"""The class of the star beside the label of a field that must be filled."""
WAITS_FOR_PAGE: Final = {"data-attend-page": ""}
"""On a form that only a page alive can send as it should: shell/early.js holds it until then."""


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
    return NativeForm.create(*explained(children), action=action, method=method, **props)


def page_form(
    *children: Any, on_submit: Any, action: str = "", words: str | rx.Var | None = None, **props: Any
) -> rx.Component:
    """A form that the page takes once it is alive; until then, or if it never is, the server receives its fields.

    `words` is the place where what is typed and not sent is kept (app/words.py).
    """
    attributes = WAITS_FOR_PAGE | props.pop("custom_attrs", {})
    if words is not None:
        attributes |= {"data-mots": words}
    props.setdefault("no_validate", True)
    where = native(action or routes.POST_UNFINISHED)
    return rx.el.form(
        *explained(children), on_submit=on_submit, action=where, method="post", custom_attrs=attributes, **props
    )


def explained(children: Sequence[Any]) -> list[Any]:
    """What is in a form, after the meaning of the stars that its fields bear."""
    words = "Les champs marqués d’une étoile (*) sont obligatoires."
    note = [rx.el.p(words, class_name="ef-required")] if any(map(_bears_star, children)) else []
    return [*note, *children]


def _bears_star(part: Any) -> bool:
    if not isinstance(part, rx.Component):
        return False
    return STAR in str(getattr(part, "class_name", "")) or any(map(_bears_star, part.children))


def filter_form(*children: Any, on_submit: Any, action: str | rx.Var, **props: Any) -> rx.Component:
    """A form whose answers go to the address of a page: by the page once it is alive, by the browser before."""
    return rx.el.form(*children, on_submit=on_submit, action=action, method="get", no_validate=True, **props)


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
