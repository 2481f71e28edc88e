"""Why a decision is made: coded reasons in their groups, and the usual sentences of the one that is chosen."""

from typing import Any

import reflex as rx

from espace_factures.ui.field_frame import control_props, frame
from espace_factures.ui.icon import icon


def reason_field(state: Any) -> rx.Component:
    """The reasons that one used most lately come first, then each group."""
    error = state.errors["reason"]
    given = control_props("reason", error, None, True, {}, on_change=lambda value: state.describe("reason", value))
    control = rx.el.div(
        rx.el.select(
            rx.el.option("Choisissez un motif", value=""),
            rx.foreach(state.reasons, _group),
            class_name="select ef-field-input",
            **given,
        ),
        icon("chevron-down"),
        class_name="ef-select-box",
    )
    return frame("reason", "Motif", control, error=error, required=True)


def usual_sentences(state: Any) -> rx.Component:
    """One press puts a sentence in the explanation."""
    return rx.cond(
        state.sentences.length() > 0,
        rx.el.div(
            rx.foreach(state.sentences, lambda words: _sentence(state, words)),
            role="group",
            aria_label="Phrases usuelles",
            class_name="ef-usual",
        ),
    )


def _group(group: Any) -> rx.Component:
    return rx.el.optgroup(
        rx.foreach(group.choices, lambda one: rx.el.option(one.label, value=one.value)), label=group.label
    )


def _sentence(state: Any, words: Any) -> rx.Component:
    return rx.el.button(
        icon("plus"), words, type="button", on_click=state.use_sentence(words), class_name="btn ef-btn-quiet ef-dense"
    )
