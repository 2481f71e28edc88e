"""Pieces of the administrator's pages: lines with what can be done, boxes of directions, who takes over."""

from typing import Any

import reflex as rx

from espace_factures.core.words import NBSP
from espace_factures.ui import fields
from espace_factures.ui.field_frame import described_by, problem, star


def line(words: Any, under: Any, *actions: Any, status: Any = None, **props: Any) -> rx.Component:
    """What it is, a sentence under it, its state, and what can be done."""
    state = [status] if status is not None else []
    buttons = [rx.el.div(*actions, class_name="ef-line-actions")] if actions else []
    told = rx.el.div(rx.el.strong(words), rx.el.span(under, class_name="ef-under"), class_name="ef-line-words")
    return rx.el.li(told, *state, *buttons, **props)


def lines(*children: Any, **props: Any) -> rx.Component:
    """A list of such lines."""
    return rx.el.ul(*children, class_name="ef-lines", **props)


def used_bar(percent: Any) -> rx.Component:
    """How much of it is used, beside its figures: nothing more to read."""
    return rx.el.progress(value=percent, max=100, class_name="ef-used", aria_hidden="true")


def role_choice(roles: Any, error: Any, on_change: Any) -> rx.Component:
    """One role among several, each with what it lets its holder do."""
    return rx.el.fieldset(
        rx.el.legend("Rôle", star(NBSP), class_name="ef-field-label"),
        *problem("role", error),
        rx.el.div(rx.foreach(roles, lambda role: _role(role, on_change)), class_name="ef-choices"),
        id="role",
        class_name="ef-field ef-field-group",
        data_testid="role",
        **described_by("role", error, None),
    )


def _role(role: Any, on_change: Any) -> rx.Component:
    radio = rx.el.input(
        type="radio", name="role", value=role.value, class_name="radio", on_change=on_change(role.value)
    )
    words = rx.el.span(role.label, rx.el.span(role.words, class_name="ef-field-hint block"))
    return rx.el.label(radio, words, class_name="ef-choice")


def direction_boxes(boxes: Any, error: Any) -> rx.Component:
    """The directions to tick."""
    return rx.el.fieldset(
        rx.el.legend("Directions dont il instruit les factures", class_name="ef-field-label"),
        *problem("directions", error),
        rx.el.div(rx.foreach(boxes, _box), class_name="ef-boxes"),
        id="directions",
        class_name="ef-field ef-field-group",
        data_testid="directions",
        **described_by("directions", error, None),
    )


def _box(box: Any) -> rx.Component:
    tick = rx.el.input(type="checkbox", name=box.name, value="1", class_name="checkbox", default_checked=box.is_ticked)
    return rx.el.label(tick, rx.el.span(box.label), class_name="ef-choice")


def successor(orphans: Any, choices: Any, error: Any) -> rx.Component:
    """Who takes over what nobody else serves; nothing is asked when nothing is."""
    asked = fields.select_field(
        "successor",
        "Qui prend la suite ?",
        choices,
        error=error,
        hint=rx.el.span("Personne d’autre n’instruit : ", orphans, "."),
        required=True,
    )
    return rx.cond((orphans != "") | (error != ""), asked)
