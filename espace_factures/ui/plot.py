"""Plots in the colours of the theme, without a script: bars and columns whose every number is written beside them."""

from typing import Any

import reflex as rx


def bars_plot(rows: Any, label: str) -> rx.Component:
    """A bar for each row: plain up to what is usual, pale up to what nearly all stay under."""
    return rx.el.ul(rx.foreach(rows, _bar), class_name="ef-bars", aria_label=label)


def columns_plot(rows: Any, label: str, first: str, second: str) -> rx.Component:
    """Two columns for each row; on a phone, two bars."""
    key = rx.el.p(
        rx.el.span(class_name="ef-plot-key", data_serie="premiere", aria_hidden="true"),
        rx.el.span(first),
        rx.el.span(class_name="ef-plot-key", data_serie="seconde", aria_hidden="true"),
        rx.el.span(second),
        class_name="ef-plot-keys",
    )
    return rx.el.div(
        key,
        rx.el.ol(
            rx.foreach(rows, lambda row: _column(row, first, second)), class_name="ef-plot-columns", aria_label=label
        ),
        class_name="ef-plot-box",
    )


def _bar(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.label, class_name="ef-bar-label"),
        rx.el.span(row.words, class_name="ef-bar-words"),
        rx.el.svg(
            rx.el.svg.rect(width=row.far, height="100%", class_name="ef-bar-far"),
            rx.el.svg.rect(width=row.near, height="100%", class_name="ef-bar-near"),
            class_name="ef-bar-drawing",
            aria_hidden="true",
        ),
    )


def _column(row: Any, first: str, second: str) -> rx.Component:
    return rx.el.li(
        _height(row.first, row.first_top, row.first_words, first, "premiere"),
        _height(row.second, row.second_top, row.second_words, second, "seconde"),
        rx.el.span(
            row.label, rx.el.span(" ", row.under, class_name="ef-plot-column-under"), class_name="ef-plot-column-label"
        ),
    )


def _height(part: Any, top: Any, words: Any, name: str, serie: str) -> rx.Component:
    """Upright on a desk, lying on a phone: the stylesheet shows one of the two drawings."""
    return rx.el.span(
        rx.el.span(name, " : ", class_name="sr-only"),
        rx.el.span(words, class_name="ef-plot-column-words"),
        rx.el.svg(
            rx.el.svg.rect(width="100%", y=top, height=part), class_name="ef-plot-column-upright", aria_hidden="true"
        ),
        rx.el.svg(rx.el.svg.rect(width=part, height="100%"), class_name="ef-plot-column-lying", aria_hidden="true"),
        class_name="ef-plot-column",
        data_serie=serie,
    )
