"""« Lu, saisi, commande »: equal values are quiet, what differs is marked where it stands."""

from typing import Any

import reflex as rx

from espace_factures.ui import card
from espace_factures.ui.icon import icon

COLUMNS = ("Lu sur le document", "Saisi", "Commande")


def compare(rows: Any, besides: Any) -> rx.Component:
    """A table on a desk, a block for each value on a phone; `besides` is what stands under it."""
    table = rx.el.table(
        rx.el.caption("Ce qui est lu sur le document, saisi au dépôt, et commandé", class_name="sr-only"),
        rx.el.thead(
            rx.el.tr(
                rx.el.th(rx.el.span("Valeur", class_name="sr-only"), scope="col", role="columnheader"),
                *[rx.el.th(label, scope="col", role="columnheader") for label in COLUMNS],
                role="row",
            ),
            role="rowgroup",
        ),
        rx.el.tbody(rx.foreach(rows, _row), role="rowgroup"),
        role="table",
        class_name="ef-compare",
    )
    return card.card(
        rx.el.div(table, class_name="ef-compare-box"),
        rx.cond(besides, rx.el.p(besides, class_name="ef-compare-besides")),
        title="Lu, saisi, commande",
    )


def _row(row: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.th(row.label, scope="row", role="rowheader"),
        _cell(COLUMNS[0], row.read, row.is_read_other),
        _cell(COLUMNS[1], row.typed, False),
        _cell(COLUMNS[2], row.ordered, row.is_order_other),
        role="row",
        data_differs=rx.cond(row.is_read_other | row.is_order_other, "true", "false"),
    )


def _cell(label: str, words: Any, is_other: Any) -> rx.Component:
    mark = rx.cond(is_other, rx.fragment(icon("triangle-alert"), rx.el.span("diffère : ", class_name="sr-only")))
    return rx.el.td(
        rx.el.span(label, class_name="ef-compare-label", aria_hidden="true"),
        rx.cond(words, rx.fragment(mark, words), rx.el.span("—", class_name="ef-compare-none")),
        role="cell",
        data_other=rx.cond(is_other, "true", "false"),
    )
