"""The table of invoices, the same wherever they are listed."""

from typing import Any

import reflex as rx

from espace_factures.ui.badge import badge
from espace_factures.ui.button import text_link
from espace_factures.ui.table import Column, data_table

COLUMNS = [
    Column("Facture", phone="title"),
    Column("Établissement"),
    Column("Déposée le", phone="note"),
    Column("Statut", phone="aside"),
    Column("Paiement estimé"),
    Column("Montant TTC", align="right", phone="aside"),
]


def invoice_table(rows: Any, caption: str, empty: rx.Component, loading: Any = None) -> rx.Component:
    """Invoices, one a line."""
    return data_table(COLUMNS, rows, _cells, caption, empty, loading=loading)


def _cells(row: Any) -> list[Any]:
    return [
        rx.fragment(
            rx.el.strong(text_link(row.number, row.href)),
            rx.el.div(row.order, class_name="ef-field-hint"),
        ),
        rx.fragment(row.owner, rx.el.div(row.place, class_name="ef-field-hint")),
        row.deposited,
        badge(row.status, row.tone),
        rx.fragment(row.payment, rx.cond(row.late, rx.el.div(row.late, class_name="ef-invoice-late"))),
        rx.el.strong(row.amount, class_name="tabular-nums whitespace-nowrap"),
    ]
