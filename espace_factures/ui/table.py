"""Rows to compare: a table on a desk, cards on a phone, from one and the same markup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from espace_factures.ui.empty import skeleton
from espace_factures.ui.icon import icon

Place = Literal["title", "aside", "note", "line", "hidden"]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the side its cells lean to, and the place they take on a phone's card.

    With an `order` (« ascending », « descending », « none »), the heading is a link that puts the rows in order.
    `title` opens the card, `aside` stands at its right edge, `note` under the title, `line` is a labelled line.
    """

    label: str
    align: Literal["left", "right"] = "left"
    phone: Place = "line"
    order: Any = None
    href: Any = None


def data_table(
    columns: Sequence[Column],
    rows: rx.Var | Any,
    render: Callable[[Any], Sequence[Any]],
    caption: str | rx.Var,
    empty: rx.Component,
    *,
    loading: rx.Var | None = None,
) -> rx.Component:
    """A captioned table of `rows`; `empty` stands in its place when there are none, bones while they are awaited."""
    # The roles are said because a phone's layout (display: grid) takes the native ones away.
    table = rx.el.table(
        rx.el.caption(caption, class_name="sr-only"),
        rx.el.thead(rx.el.tr(*[_heading(column) for column in columns], role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(rows, lambda row: _row(columns, render(row))), role="rowgroup"),
        role="table",
        class_name="ef-data-table",
    )
    filled = rx.cond(rx.Var.create(rows).to(list).length() > 0, rx.el.div(table, class_name="ef-table-box"), empty)
    return filled if loading is None else rx.cond(loading, rx.el.div(skeleton(5), class_name="ef-sheet"), filled)


def _heading(column: Column) -> rx.Component:
    if column.order is None:
        return rx.el.th(column.label, scope="col", role="columnheader", data_align=column.align)
    arrow = rx.cond(
        column.order == "ascending",
        icon("chevron-up"),
        rx.cond(column.order == "descending", icon("chevron-down"), rx.fragment()),
    )
    link = rx.el.a(column.label, arrow, href=column.href, class_name="ef-column-order")
    return rx.el.th(link, scope="col", role="columnheader", aria_sort=column.order, data_align=column.align)


def _row(columns: Sequence[Column], cells: Sequence[Any]) -> rx.Component:
    return rx.el.tr(*[_cell(column, cell) for column, cell in zip(columns, cells, strict=True)], role="row")


def _cell(column: Column, content: Any) -> rx.Component:
    return rx.el.td(
        rx.el.span(column.label, class_name="ef-cell-label", aria_hidden="true"),
        rx.el.div(content, class_name="ef-cell-value"),
        role="cell",
        data_align=column.align,
        data_phone=column.phone,
    )


def pager(
    previous: rx.Var | str,
    next: rx.Var | str,  # noqa: A002
    position: rx.Var | str,
    on_turn: Callable[[Any], Any] | None = None,
) -> rx.Component:
    """The neighbouring pages of a list; an empty address is no page; `on_turn(address)` goes there without a visit."""
    return rx.el.nav(
        rx.el.p(position, class_name="ef-pager-position"),
        rx.el.div(
            _page(previous, on_turn, icon("arrow-left"), "Précédentes", rel="prev"),
            _page(next, on_turn, "Suivantes", icon("arrow-right"), rel="next"),
            class_name="ef-pager-links",
        ),
        class_name="ef-pager",
        aria_label="Pages de la liste",
    )


def _page(href: rx.Var | str, on_turn: Callable[[Any], Any] | None, *face: Any, rel: str) -> rx.Component:
    gesture = {"on_click": on_turn(href)} if on_turn is not None else {}
    return rx.cond(
        href,
        rx.el.a(*face, href=href, rel=rel, class_name="btn ef-btn-quiet", **gesture),
        rx.el.span(*face, class_name="btn ef-btn-quiet", aria_disabled="true", role="link"),
    )
