"""Bars of what is sure, probable and held back, stacked from the surest; a scale with its mean. All is written too."""

from collections.abc import Sequence
from typing import Any, Final

import reflex as rx

HATCH: Final = "hachures-montants"


def stacked_plot(rows: Any, label: Any, keys: Sequence[tuple[str, str]]) -> rx.Component:
    """A bar for each row with `label`, `under`, `total`, `is_apart` and `bars`; `keys` names each kind of them."""
    return rx.el.div(
        rx.el.p(*[_key(kind, words) for kind, words in keys], class_name="ef-stacked-keys"),
        rx.el.div(
            rx.el.svg(rx.el.svg.defs(_hatch()), class_name="ef-stacked-patterns", aria_hidden="true"),
            rx.foreach(rows, _bar),
            class_name="ef-stacked",
            role="img",
            aria_label=label,
        ),
        class_name="ef-stacked-box",
    )


def mean_scale(view: Any) -> rx.Component:
    """From the shortest to the longest, the mean and the day due marked: `at`, `start`, `width`, `due`, `around`."""
    return rx.el.div(
        rx.el.svg(
            rx.el.svg.rect(y="8", width="100%", height="10", class_name="ef-scale-ground"),
            rx.el.svg.rect(x=view.start, y="8", width=view.width, height="10", class_name="ef-scale-range"),
            rx.el.svg.rect(x=view.due, y="2", width="2", height="22", class_name="ef-scale-due"),
            rx.el.svg.rect(x=view.at, y="0", width="5", height="26", class_name="ef-scale-mean"),
            class_name="ef-scale",
            aria_hidden="true",
        ),
        rx.el.p(view.around, class_name="ef-scale-words"),
        rx.el.p(view.basis, class_name="ef-scale-words"),
    )


def _key(kind: str, words: str) -> rx.Component:
    swatch = rx.el.span(class_name="ef-stacked-key", data_kind=kind, aria_hidden="true")
    return rx.el.span(swatch, words, class_name="ef-stacked-named")


def _bar(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(row.total, class_name="ef-stacked-total"),
        rx.el.svg(rx.foreach(row.bars, _upright), class_name="ef-stacked-upright"),
        rx.el.svg(rx.foreach(row.bars, _lying), class_name="ef-stacked-lying"),
        rx.el.span(row.label, class_name="ef-stacked-label"),
        rx.el.strong(row.under, class_name="ef-stacked-under"),
        class_name="ef-stacked-bar",
        data_apart=rx.cond(row.is_apart, "true", "false"),
    )


def _upright(bar: Any) -> rx.Component:
    return _rect(bar, {"x": "8%", "width": "84%", "y": bar.top, "height": bar.size})


def _lying(bar: Any) -> rx.Component:
    return _rect(bar, {"y": "10%", "height": "80%", "x": bar.low, "width": bar.size})


def _rect(bar: Any, place: dict[str, Any]) -> rx.Component:
    hatched = rx.el.svg.rect(**place, class_name="ef-stacked-held", custom_attrs={"fill": f"url(#{HATCH})"})
    return rx.cond(
        bar.kind == "suspendu", hatched, rx.el.svg.rect(**place, class_name="ef-stacked-part", data_kind=bar.kind)
    )


def _hatch() -> rx.Component:
    return rx.el.svg.pattern(
        rx.el.svg.rect(width="8", height="8", class_name="ef-days-ground"),
        rx.el.svg.rect(width="3", height="8", class_name="ef-days-stripe"),
        id=HATCH,
        width="8",
        height="8",
        custom_attrs={"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"},
    )
