"""The table of invoices, the same wherever they are listed."""

from typing import Any

import reflex as rx

from espace_factures.ui.badge import badge
from espace_factures.ui.button import text_link
from espace_factures.ui.table import Column, data_table


def invoice_table(
    rows: Any, caption: str, empty: rx.Component, *, several: Any, orders: Any = None, hrefs: Any = None
) -> rx.Component:
    """Invoices, one a line; `several` places have a column; with `orders`, the headings put the rows in order."""

    def sorts(name: str) -> dict[str, Any]:
        return {} if orders is None else {"order": orders[name], "href": hrefs[name]}

    columns = [
        Column("Facture", phone="title", **sorts("numero")),
        Column("Établissement", phone="hidden"),
        Column("Déposée le", phone="hidden", **sorts("depot")),
        Column("Statut", phone="note", **sorts("statut")),
        Column("Paiement", phone="aside"),
        Column("Montant TTC", align="right", phone="aside", **sorts("montant")),
    ]
    return rx.el.div(
        data_table(columns, rows, _cells, caption, empty),
        class_name="ef-invoices",
        data_several=rx.cond(several, "true", "false"),
    )


def _cells(row: Any) -> list[Any]:
    late = rx.cond(row.late, rx.el.div(row.late, class_name="ef-invoice-late"))
    note = rx.cond(row.note, rx.el.div(row.note, class_name="ef-invoice-note"))
    return [
        rx.fragment(rx.el.strong(text_link(row.number, row.href)), rx.el.div(row.beside, class_name="ef-invoice-note")),
        rx.el.span(row.place, class_name="ef-invoice-place"),
        row.deposited,
        badge(row.status, row.tone),
        rx.el.div(
            rx.el.div(row.payment),
            rx.fragment(late, note),
            class_name="ef-invoice-money",
            data_late=rx.cond(row.late, "true", "false"),
        ),
        rx.el.strong(row.amount, class_name="tabular-nums whitespace-nowrap"),
    ]
