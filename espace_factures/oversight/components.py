"""Pieces shared by the dashboard and the public page: a plot, the table behind it, and the file of it."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from espace_factures.ui import button, card
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.empty import empty_state
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column, data_table

DELAYS = (
    Column("Direction", phone="title"),
    Column("Payées", align="right"),
    Column("En tout", align="right"),
    Column("Service fait", align="right"),
    Column("Liquidation", align="right"),
    Column("Mandat", align="right"),
    Column("Paiement", align="right"),
    Column("Réponse du fournisseur", align="right"),
)
DELAYS_SAID = (
    "Sur 90 jours : la moitié des factures, puis 8 sur 10. Une étape se compte depuis celle d’avant, la première "
    "depuis le dépôt. Les jours où une facture est suspendue n’y sont pas : ils sont la réponse du fournisseur."
)


def plotted(
    title: Any, said: Any, drawn: Any, is_drawn: Any, nothing: str, table: rx.Component, **props: Any
) -> rx.Component:
    """A plot under its title, what it measures, and the table behind it."""
    empty = empty_state("Pas encore assez de factures", nothing, icon="circle")
    return card.card(
        rx.el.p(said, class_name="ef-field-hint"),
        rx.cond(is_drawn, drawn, empty),
        disclosure("Voir le tableau", table),
        title=title,
        **props,
    )


def delay_table(rows: Any) -> rx.Component:
    """The delays of each direction, in numbers."""
    return data_table(DELAYS, rows, _delay, "Délais par direction", rx.fragment())


def taken(table: rx.Component, href: Any) -> rx.Component:
    """A table, and its file."""
    return stack(
        table, rx.el.div(button.link_button("Exporter (CSV)", href, "secondary", icon="download", reload_document=True))
    )


def table(columns: Sequence[Column], rows: Any, render: Callable[[Any], Sequence[Any]], caption: str) -> rx.Component:
    """A table behind a plot."""
    return data_table(columns, rows, render, caption, rx.fragment())


def _delay(row: Any) -> list[Any]:
    return [
        rx.el.strong(row.label),
        row.invoices,
        row.whole,
        row.checked,
        row.cleared,
        row.ordered,
        row.paid,
        row.answered,
    ]
