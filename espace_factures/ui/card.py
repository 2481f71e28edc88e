"""A sheet of paper on the sand, and the lines of facts written on it."""

from collections.abc import Sequence
from typing import Any

import reflex as rx


def card(*children: Any, title: str | rx.Var | None = None, action: Any = None, **props: Any) -> rx.Component:
    """A titled part of the page."""
    head = []
    if title is not None:
        side = [action] if action is not None else []
        head = [rx.el.div(rx.el.h2(title, class_name="ef-card-title"), *side, class_name="ef-card-head")]
    return rx.el.section(*head, *children, class_name="ef-sheet", **props)


def facts(rows: Sequence[tuple[str, Any]]) -> rx.Component:
    """What is known, a line each: the label, then the value."""
    return rx.el.dl(*[_line(label, value) for label, value in rows])


def totals(rows: Sequence[tuple[str | rx.Var, Any]]) -> rx.Component:
    """Amounts to be read down the right edge; the last line is the sum."""
    return rx.el.dl(*[_line(label, value) for label, value in rows], class_name="ef-totals")


def _line(label: str | rx.Var, value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(label), rx.el.dd(value), class_name="ef-fact")
