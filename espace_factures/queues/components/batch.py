"""What one does of the rows that are ticked, in a bar that floats at the foot as soon as there is one."""

from typing import Any

import reflex as rx

from espace_factures.ui.icon import icon
from espace_factures.ui.keys import keyed


def batch_bar(state: Any) -> rx.Component:
    """How many, how much, what stands out; then the gestures."""
    return rx.cond(state.ticked, _bar(state))


def _bar(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.p(state.ticked, class_name="ef-batch-count", role="status"),
            rx.el.p(
                rx.cond(state.standing_out, rx.fragment(state.standing_out, " · ")),
                rx.el.button(
                    "Tout sélectionner (",
                    state.matching,
                    ")",
                    type="button",
                    on_click=state.tick_all,
                    class_name="ef-batch-all",
                ),
            ),
            class_name="ef-batch-words",
        ),
        rx.el.div(
            _gesture("Me l’attribuer", state.take, "m", is_expected=True),
            _receivers(state),
            _gesture("Libérer", state.free, "l"),
            rx.el.button(
                icon("x"),
                rx.el.span("Quitter la sélection", class_name="sr-only"),
                type="button",
                on_click=state.untick,
                class_name="ef-batch-leave",
                **keyed("Escape", "quitter la sélection"),
            ),
            class_name="ef-batch-gestures",
        ),
        aria_label="Sélection",
        class_name="ef-batch",
    )


def _gesture(label: str, on_click: Any, key: str, *, is_expected: bool = False) -> rx.Component:
    return rx.el.button(
        label,
        rx.el.kbd(key, aria_hidden="true"),
        type="button",
        on_click=on_click,
        class_name="ef-batch-button",
        data_expected="true" if is_expected else "false",
        **keyed(key, label.lower()),
    )


def _receivers(state: Any) -> rx.Component:
    """A native list: the colleague chosen follows at once."""
    return rx.el.span(
        rx.el.select(
            rx.foreach(state.receivers, lambda one: rx.el.option(one.label, value=one.value)),
            name="receveur",
            aria_label="Attribuer à…",
            on_change=state.give,
            key="receveur" + state.epoch.to_string(),
            class_name="ef-batch-select",
            **keyed("t", "attribuer à…"),
        ),
        icon("chevron-down"),
        class_name="ef-batch-button ef-batch-list",
    )
