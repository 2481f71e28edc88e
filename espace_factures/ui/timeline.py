"""The life of an invoice or a request: status, date, who, why; the next expected step is hollow."""

from typing import Any

import reflex as rx


def timeline(rows: rx.Var | Any, label: str = "Historique") -> rx.Component:
    """Steps from rows with `label`, `when`, `who`, `reason`, `tone` and `pending`."""
    return rx.el.ol(rx.foreach(rows, _step), class_name="ef-timeline", aria_label=label)


def _step(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(class_name="ef-step-mark", aria_hidden="true"),
        rx.el.div(
            rx.el.p(
                rx.cond(row.pending, rx.el.span("Prochaine étape : ", class_name="sr-only")),
                row.label,
                class_name="ef-step-label",
            ),
            rx.cond(row.when, rx.el.p(row.when, rx.cond(row.who, " · ", ""), row.who, class_name="ef-step-when")),
            rx.cond(row.reason, rx.el.p(row.reason, class_name="ef-step-reason")),
        ),
        class_name="ef-step",
        data_tone=row.tone,
        data_pending=rx.cond(row.pending, "true", "false"),
    )
