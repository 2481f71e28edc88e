"""Pieces of the comptable's pages: the signs of fraud, the files, the lines of one."""

from typing import Any

import reflex as rx

from espace_factures.ui import alert, button
from espace_factures.ui.table import Column, data_table

LINES = (
    Column("Ligne", phone="note"),
    Column("Référence", phone="title"),
    Column("Montant", align="right", phone="aside"),
    Column("Date"),
    Column("Paiement"),
    Column("Pourquoi"),
)


def signal(one: Any) -> rx.Component:
    """A severe one is a usual sign of fraud; a twin is opened beside."""
    twin = rx.cond(one.href, button.text_link("Voir cette facture", one.href))
    return rx.cond(
        one.is_severe,
        alert.alert(one.sentence, " ", twin, tone="refused"),
        alert.alert(one.sentence, " ", twin, tone="waiting"),
    )


def files(rows: Any, *, is_taken: bool = False, **props: Any) -> rx.Component:
    """Files, each with its way in; one that is taken away is no page."""
    way = {"reload_document": True} if is_taken else {}
    return rx.el.ul(rx.foreach(rows, lambda row: _file(row, way)), class_name="ef-files", **props)


def lines(rows: Any, caption: str) -> rx.Component:
    """The lines of a file of payments."""
    return data_table(LINES, rows, _line, caption, rx.fragment())


def _file(row: Any, way: dict[str, Any]) -> rx.Component:
    words = rx.el.span(row.words, class_name="ef-field-hint block")
    bank = {"reload_document": True, "aria_label": "Virements pour la banque (XML), " + row.name}
    transfers = rx.cond(row.transfers, button.text_link("Virements pour la banque (XML)", row.transfers, **bank))
    return rx.el.li(button.text_link(row.name, row.href, **way), words, transfers)


def _line(row: Any) -> list[Any]:
    reference = rx.cond(row.href, button.text_link(row.reference, row.href), row.reference)
    return [row.row, reference, row.amount, row.date, row.payment, row.why]
