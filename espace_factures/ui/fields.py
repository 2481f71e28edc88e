"""One question, its answer, its hint and what to correct, tied together for eyes and for readers alike."""

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from espace_factures.core.words import NBSP
from espace_factures.ui.error_summary import error_summary
from espace_factures.ui.field_frame import control_props, described_by, frame, is_checked, problem, rows_of, star
from espace_factures.ui.icon import icon
from espace_factures.ui.native import in_browser, listener

Text = str | rx.Var
InputType = Literal["text", "date", "datetime-local", "email", "month", "number", "search", "tel", "time", "url"]

# The zone answers the hand at once: it lights up under a file held over it, and says the names it received.
DROP_GESTURES: dict[str, rx.Var] = {
    "onInput": listener("ui/fields", "nameFiles"),
    "onDragEnter": listener("ui/fields", "lightUp"),
    "onDragLeave": listener("ui/fields", "lightDown"),
    "onDrop": listener("ui/fields", "lightDown"),
}

# A browser cuts what is pasted at the limit of the field: what nobody sees in it is dropped first.
PASTED: dict[str, rx.Var] = {"onPaste": listener("ui/fields", "pasteClean")}

__all__ = [
    "area_field",
    "check_field",
    "choice_field",
    "code_field",
    "error_summary",
    "file_field",
    "money_field",
    "password_field",
    "select_field",
    "text_field",
]


def text_field(
    name: str,
    label: Text,
    *,
    value: Text | None = None,
    error: Text | None = None,
    hint: Any = None,
    type: InputType = "text",  # noqa: A002 - the attribute's own name
    autocomplete: str | None = None,
    inputmode: str | None = None,
    required: bool = False,
    badge: rx.Component | None = None,
    on_blur: Any = None,
    on_change: Any = None,
    max_length: int | None = None,
    **props: Any,
) -> rx.Component:
    """A line to write; `type` may be any of the browser's own: date, email, tel, search, month."""
    given = control_props(
        name,
        error,
        hint,
        required,
        props,
        value=value,
        badge=badge,
        on_blur=on_blur,
        on_change=on_change,
        max_length=max_length,
    )
    given |= {k: v for k, v in (("auto_complete", autocomplete), ("input_mode", inputmode)) if v is not None}
    if max_length is not None:
        given["custom_attrs"] = PASTED | given.get("custom_attrs", {})
    control = rx.el.input(type=type, class_name="input ef-field-input", **given)
    return frame(name, label, control, error=error, hint=hint, required=required, badge=badge)


def area_field(
    name: str,
    label: Text,
    *,
    value: Text | None = None,
    error: Text | None = None,
    hint: Any = None,
    rows: int = 5,
    required: bool = False,
    badge: rx.Component | None = None,
    on_blur: Any = None,
    on_change: Any = None,
    max_length: int | None = None,
    **props: Any,
) -> rx.Component:
    """Several lines to write."""
    given = control_props(
        name,
        error,
        hint,
        required,
        props,
        value=value,
        badge=badge,
        on_blur=on_blur,
        on_change=on_change,
        max_length=max_length,
    )
    control = rx.el.textarea(rows=rows, class_name="textarea ef-field-input", **given)
    return frame(name, label, control, error=error, hint=hint, required=required, badge=badge)


def money_field(name: str, label: Text, **options: Any) -> rx.Component:
    """An amount in francs: digits at the right edge, the unit after them; options as in `text_field`."""
    error, hint, required = options.pop("error", None), options.pop("hint", None), options.pop("required", False)
    badge = options.pop("badge", None)
    given = control_props(name, error, hint, required, options, badge=badge)
    given.setdefault("input_mode", "numeric")
    given.setdefault("auto_complete", "off")
    control = rx.el.div(
        rx.el.input(type="text", class_name="input ef-field-input ef-money-input", **given),
        rx.el.span("F", class_name="ef-money-unit", aria_hidden="true"),
        class_name="ef-money",
    )
    return frame(name, label, control, error=error, hint=hint, required=required, badge=badge)


def password_field(name: str, label: Text, **options: Any) -> rx.Component:
    """A secret, with « Afficher » beside it; options as in `text_field`."""
    error, hint, required = options.pop("error", None), options.pop("hint", None), options.pop("required", False)
    options["auto_complete"] = options.pop("autocomplete", None) or "current-password"
    given = control_props(name, error, hint, required, options)
    control = rx.el.div(
        rx.el.input(
            type="password", class_name="input ef-field-input", auto_capitalize="none", spell_check=False, **given
        ),
        rx.el.button(
            rx.el.span(icon("eye"), "Afficher", class_name="ef-secret-show"),
            rx.el.span(icon("eye-off"), "Masquer", class_name="ef-secret-hide"),
            type="button",
            class_name="ef-secret-toggle",
            aria_controls=name,
            on_click=in_browser("ui/fields", "toggleSecret", name),
        ),
        class_name="ef-secret",
    )
    return frame(name, label, control, error=error, hint=hint, required=required, badge=options.pop("badge", None))


def code_field(name: str, label: Text, *, length: int = 4, **options: Any) -> rx.Component:
    """A code received by mail or SMS, a box per digit: one field, which takes the code out of what is pasted in it."""
    error, hint, required = options.pop("error", None), options.pop("hint", None), options.pop("required", False)
    given = control_props(name, error, hint, required, options)
    given["custom_attrs"] = {"onInput": listener("ui/fields", "keepCode"), "data-length": str(length)}
    control = rx.el.div(
        rx.el.div(*[rx.el.span(class_name="ef-code-box") for _ in range(length)], class_name="ef-code-boxes"),
        rx.el.input(
            type="text",
            class_name="ef-code-input",
            input_mode="numeric",
            auto_complete="one-time-code",
            pattern="[0-9]*",
            **given,
        ),
        class_name="ef-code",
    )
    return frame(name, label, control, error=error, hint=hint, required=required)


def select_field(
    name: str,
    label: Text,
    options: Sequence[tuple[str, str]] | rx.Var,
    value: Text | None = None,
    *,
    error: Text | None = None,
    hint: Any = None,
    required: bool = False,
    badge: rx.Component | None = None,
    on_change: Any = None,
    on_blur: Any = None,
    **props: Any,
) -> rx.Component:
    """One answer among several, in the browser's own list.

    The chosen option is marked on the option itself: a list that arrives after the page still shows the right one.
    """
    given = control_props(name, error, hint, required, props, badge=badge, on_change=on_change, on_blur=on_blur)
    choices = rows_of(options, lambda v, text: rx.el.option(text, value=v, **is_checked("selected", v, value)))
    control = rx.el.div(
        rx.el.select(*choices, class_name="select ef-field-input", **given),
        icon("chevron-down"),
        class_name="ef-select-box",
    )
    return frame(name, label, control, error=error, hint=hint, required=required, badge=badge)


def choice_field(
    name: str,
    legend: Text,
    options: Sequence[tuple[str, str]] | rx.Var,
    value: Text | None = None,
    *,
    error: Text | None = None,
    hint: Any = None,
    required: bool = False,
    on_change: Any = None,
    **props: Any,
) -> rx.Component:
    """One answer among a few, all in view."""
    events = {"on_change": on_change} if on_change is not None else {}
    events |= {"required": True} if required else {}

    def choice(v: Any, text: Any) -> rx.Component:
        checked = is_checked("default_checked", v, value)
        radio = rx.el.input(type="radio", name=name, value=v, class_name="radio", **checked, **events)
        return rx.el.label(radio, rx.el.span(text), class_name="ef-choice")

    marks = [star(NBSP)] if required else []
    return rx.el.fieldset(
        rx.el.legend(legend, *marks, class_name="ef-field-label"),
        *([rx.el.div(hint, id=f"{name}-aide", class_name="ef-field-hint")] if hint is not None else []),
        *problem(name, error),
        rx.el.div(*rows_of(options, choice), class_name="ef-choices"),
        id=name,
        class_name="ef-field ef-field-group",
        data_testid=name,
        **described_by(name, error, hint),
        **props,
    )


def check_field(
    name: str,
    label: Text,
    *,
    value: rx.Var | bool | None = None,
    error: Text | None = None,
    hint: Any = None,
    required: bool = False,
    on_change: Any = None,
    **props: Any,
) -> rx.Component:
    """A yes or a no, its sentence at the right of the box."""
    given = control_props(name, error, hint, required, props, on_change=on_change)
    if value is not None:
        given["default_checked"] = value
    marks = [star(NBSP)] if required else []
    return rx.el.div(
        rx.el.label(
            rx.el.input(type="checkbox", class_name="checkbox", **given),
            rx.el.span(label, *marks),
            class_name="ef-choice",
            html_for=name,
        ),
        *([rx.el.div(hint, id=f"{name}-aide", class_name="ef-field-hint ef-choice-hint")] if hint is not None else []),
        *problem(name, error),
        class_name="ef-field",
    )


def file_field(
    name: str,
    label: Text,
    hint: Any = None,
    accept: str = "",
    multiple: bool = False,
    *,
    error: Text | None = None,
    required: bool = False,
    badge: rx.Component | None = None,
    invitation: str = "Glissez ici, ou",
    choose: str = "",
    **props: Any,
) -> rx.Component:
    """A place to drop files: the browser's own input, stretched over the whole zone, and the names it holds."""
    given = control_props(name, error, hint, required, props)
    given["custom_attrs"] = {**DROP_GESTURES, **given.get("custom_attrs", {})}
    if accept:
        given["accept"] = accept
    words = choose or ("choisissez vos fichiers" if multiple else "choisissez un fichier")
    zone = rx.el.div(
        rx.el.input(type="file", multiple=multiple, class_name="ef-drop-input", **given),
        rx.el.div(
            icon("upload", large=True),
            rx.el.span(
                rx.el.span(invitation, " ", class_name="ef-drop-invite"), rx.el.span(words, class_name="ef-drop-choose")
            ),
            rx.el.span(class_name="ef-drop-names"),
            class_name="ef-drop-face",
            aria_hidden="true",
        ),
        class_name="ef-drop",
    )
    return frame(name, label, zone, error=error, hint=hint, required=required, badge=badge)
