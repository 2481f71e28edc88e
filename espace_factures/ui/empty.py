"""Nothing yet, or not yet: say what will be here and give the first step."""

from typing import Any

import reflex as rx

from espace_factures.ui.icon import icon as drawing


def empty_state(
    title: str | rx.Var, sentence: str | rx.Var, action: Any = None, *, icon: str = "inbox"
) -> rx.Component:
    """What will be found here, and how to begin."""
    return rx.el.div(
        rx.el.div(drawing(icon, large=True), class_name="ef-empty-mark"),
        rx.el.p(title, class_name="ef-empty-title"),
        rx.el.p(sentence, class_name="ef-empty-text"),
        *([rx.el.div(action, class_name="ef-empty-action")] if action is not None else []),
        class_name="ef-empty-state",
    )


def skeleton(lines: int = 3) -> rx.Component:
    """The shape of what is coming, shown only when it is slow to come (300 ms, in the stylesheet)."""
    bars = [rx.el.span(class_name="ef-skeleton-line") for _ in range(lines)]
    return rx.el.div(
        rx.el.noscript("Cette page ne s’affiche qu’avec JavaScript."),
        rx.el.span("Chargement en cours…", class_name="sr-only"),
        *bars,
        class_name="ef-skeleton-lines",
        role="status",
    )


def progress_bar(label: str, value: rx.Var | int, maximum: rx.Var | int = 100) -> rx.Component:
    """How far an upload or a job has come."""
    return rx.el.label(
        rx.el.span(label, class_name="ef-progress-label"),
        rx.el.progress(value=value, max=maximum, class_name="ef-progress-bar"),
        class_name="ef-progress-block",
    )
