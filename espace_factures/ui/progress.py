"""How far something is: its steps with their dates, then the days of its delay as a bar, the suspended ones hatched."""

from typing import Any

import reflex as rx

from espace_factures.ui.icon import icon

HATCH = "hachures-jours"


def progress_line(rows: Any, label: str) -> rx.Component:
    """Steps from rows with `label`, `when`, `state` and `said`: side by side, or one under another on a phone."""
    return rx.el.ol(rx.foreach(rows, _step), class_name="ef-progress", aria_label=label)


def days_bar(view: Any) -> rx.Component:
    """A bar from its `parts` (`kind`, `start`, `width`); all it draws is written in `count`, `halt`, `begin`, `end`."""
    return rx.el.div(
        rx.el.p(
            rx.el.strong(view.count), rx.el.strong(view.halt, class_name="ef-days-halt"), class_name="ef-days-words"
        ),
        rx.el.svg(
            rx.el.svg.defs(_hatch()),
            rx.foreach(view.parts, _part),
            class_name="ef-days",
            aria_hidden="true",
        ),
        rx.el.p(rx.el.span(view.begin), rx.el.span(view.end), class_name="ef-days-ends"),
    )


def _step(row: Any) -> rx.Component:
    mark = rx.match(
        row.state,
        ("faite", icon("check")),
        ("arretee", icon("pause")),
        ("refusee", icon("x")),
        rx.fragment(),
    )
    return rx.el.li(
        rx.el.span(mark, class_name="ef-progress-mark", aria_hidden="true"),
        rx.el.p(
            rx.el.strong(row.label, rx.el.span(row.said, class_name="sr-only"), class_name="ef-progress-label"),
            " ",
            rx.el.span(row.when, class_name="ef-progress-when"),
        ),
        class_name="ef-progress-step",
        data_state=row.state,
    )


def _hatch() -> rx.Component:
    stripe = rx.el.svg.rect(width="4", height="8", class_name="ef-days-stripe")
    return rx.el.svg.pattern(
        rx.el.svg.rect(width="8", height="8", class_name="ef-days-ground"),
        stripe,
        id=HATCH,
        width="8",
        height="8",
        custom_attrs={"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"},
    )


def _part(part: Any) -> rx.Component:
    place = {"x": part.start, "width": part.width, "height": "100%"}
    hatched = rx.el.svg.rect(**place, class_name="ef-days-halted", custom_attrs={"fill": f"url(#{HATCH})"})
    plain = rx.el.svg.rect(**place, class_name="ef-days-part", data_kind=part.kind)
    return rx.cond(part.kind == "arret", hatched, plain)
