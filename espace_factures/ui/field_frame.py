"""The frame every field shares: label above, hint under it, what to correct under the control."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from espace_factures.ui.icon import icon


def frame(
    name: str,
    label: Any,
    control: rx.Component,
    *,
    error: Any = None,
    hint: Any = None,
    required: bool = False,
    badge: rx.Component | None = None,
) -> rx.Component:
    """A labelled control; the star and the badge stay out of its accessible name."""
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name, class_name="ef-field-label"),
            *([star()] if required else []),
            *([rx.el.span(badge, id=f"{name}-origine")] if badge is not None else []),
            class_name="ef-field-head",
        ),
        *([rx.el.div(hint, id=f"{name}-aide", class_name="ef-field-hint")] if hint is not None else []),
        *problem(name, error),
        control,
        class_name="ef-field",
    )


def star(before: str = "") -> rx.Component:
    """The mark of what must be filled; `before` keeps it on the line of the words that it follows."""
    return rx.el.span(f"{before}*", class_name="ef-field-star", aria_hidden="true")


def problem(name: str, error: Any) -> list[rx.Component]:
    """The place where one reads what to write instead, always there so that the control can point at it."""
    if error is None:
        return []
    sentence = rx.el.span(icon("circle-alert"), rx.el.span(error), class_name="ef-field-error")
    return [rx.el.div(rx.cond(error, sentence), id=f"{name}-erreur")]


def described_by(name: str, error: Any, hint: Any, badge: Any = None) -> dict[str, Any]:
    """The attributes that tie a control to its hint, to where its value comes from, and to its error."""
    ids = [f"{name}-aide"] if hint is not None else []
    ids += [f"{name}-origine"] if badge is not None else []
    given: dict[str, Any] = {}
    if error is not None:
        ids.append(f"{name}-erreur")
        given["aria_invalid"] = rx.cond(error, "true", "false")
    return given | ({"aria_describedby": " ".join(ids)} if ids else {})


def control_props(
    name: str,
    error: Any,
    hint: Any,
    required: bool,
    props: dict[str, Any],
    *,
    value: Any = None,
    badge: Any = None,
    **optional: Any,
) -> dict[str, Any]:
    """What every control carries: its id, its name, its ties, and the options that were given."""
    value = props.pop("value", value)
    given = {"id": name, "name": name, "data_testid": name, **described_by(name, error, hint, badge)}
    if value is not None:
        given["default_value"] = value
    if required:
        given["aria_required"] = "true"
    return given | {key: option for key, option in optional.items() if option is not None} | props


def rows_of(options: Sequence[Any] | rx.Var, draw: Callable[[Any, Any], rx.Component]) -> list[rx.Component]:
    """Draw each option, whether they are known now or come with the state."""
    if isinstance(options, rx.Var):
        return [rx.foreach(options, lambda row: draw(*_parts(row)))]
    return [draw(value, label) for value, label in options]


def _parts(row: Any) -> tuple[Any, Any]:
    if isinstance(row, (rx.vars.ArrayVar, tuple, list)):
        return row[0], row[1]
    return row.value, row.label


def is_checked(attribute: str, option: Any, value: Any) -> dict[str, Any]:
    """Mark the option that is the present answer."""
    if value is None:
        return {}
    return {attribute: rx.Var.create(value) == option}
