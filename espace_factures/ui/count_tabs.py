"""The parts of a list as tabs, each with how many rows it holds."""

from typing import Any

import reflex as rx


def count_tabs(rows: Any, label: str) -> rx.Component:
    """Links in a row, for rows with a label, a count, an address and whether it is the present one."""
    return rx.el.nav(rx.el.ul(rx.foreach(rows, _tab), class_name="ef-count-tabs"), aria_label=label)


def _tab(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            row.label,
            rx.el.span(row.count, class_name="ef-tab-count"),
            href=row.href,
            aria_current=rx.cond(row.is_current, "page", "false"),
            class_name="ef-count-tab",
        )
    )
