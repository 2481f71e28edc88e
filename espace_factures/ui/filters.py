"""The filters of a list: a row on a desk, one button on a phone."""

from typing import Any

import reflex as rx

from espace_factures.ui.button import secondary
from espace_factures.ui.icon import icon
from espace_factures.ui.native import filter_form, listener, native_form


def acts_at_once() -> dict[str, Any]:
    """For a form whose answers narrow a list as soon as they are chosen; its own, for Reflex writes in it."""
    return {"onInput": listener("ui/filters", "narrowSoon"), "onChange": listener("ui/filters", "narrowNow")}


def filter_bar(
    *fields: Any,
    submit_label: str = "Filtrer",
    action: str | rx.Var = "",
    on_submit: Any = None,
    label: str = "Filtrer la liste",
    active: rx.Var | int | None = None,
) -> rx.Component:
    """Fields whose answers go to the address `action`, by a GET form; once the page is alive, to `on_submit` if any."""
    count = [rx.cond(active, rx.el.span(active, class_name="ef-filter-count"))] if active is not None else []
    # The fold and the form are neighbours, so that a desk can show the form whether the fold is open or not.
    return rx.el.div(
        rx.el.details(
            rx.el.summary(icon("sliders-horizontal"), label, *count, class_name="btn ef-btn-quiet ef-filter-toggle"),
            class_name="ef-filter-fold",
        ),
        _form([*fields, secondary(submit_label, type="submit")], action, on_submit, label),
        class_name="ef-filters",
    )


def _form(children: list[Any], action: str | rx.Var, on_submit: Any, label: str) -> rx.Component:
    props: dict[str, Any] = {"class_name": "ef-filter-form", "role": "search", "aria_label": label}
    if on_submit is not None:
        return filter_form(*children, action=action, on_submit=on_submit, **props)
    return native_form(*children, action=action, method="get", **props)
