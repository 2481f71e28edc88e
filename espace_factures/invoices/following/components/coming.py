"""What is to be paid, week by week, with its table; and in how many days the supplier is paid."""

from typing import Any, Final

import reflex as rx

from espace_factures import routes
from espace_factures.ui import button, card
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.empty import empty_state
from espace_factures.ui.stack import stack
from espace_factures.ui.stacked import mean_scale, stacked_plot
from espace_factures.ui.table import Column, data_table

TITLE: Final = "Ce qui va être payé"
KEYS: Final = (
    ("ordre", "Ordre de payer donné"),
    ("en-cours", "En cours : date estimée"),
    ("suspendu", "Suspendu : attend votre réponse"),
)
COLUMNS: Final = [
    Column("Semaine du", phone="title"),
    Column("Ordre donné", align="right"),
    Column("En cours", align="right"),
    Column("Suspendu", align="right"),
    Column("Total", align="right", phone="aside"),
    Column("Factures", align="right"),
]


def coming(plot: Any, mean: Any) -> rx.Component:
    """The plot, and beside it the mean when there are enough payments."""
    return rx.el.div(
        card.card(rx.cond(plot.label, _drawn(plot), _nothing()), title=TITLE),
        rx.cond(mean.title, card.card(mean_scale(mean), title=mean.title)),
        class_name="ef-coming",
    )


def _drawn(plot: Any) -> rx.Component:
    table = data_table(COLUMNS, plot.weeks, _cells, "Ce qui va être payé, par semaine, en F CFP", rx.fragment())
    return stack(stacked_plot(plot.weeks, plot.label, KEYS), disclosure("Voir le tableau", table))


def _cells(row: Any) -> list[Any]:
    return [row.label, row.ordered, row.going, row.suspended, rx.el.strong(row.whole), row.invoices]


def _nothing() -> rx.Component:
    return empty_state(
        "Rien à recevoir pour l’instant",
        "Vos factures en attente de paiement seront dessinées ici, semaine par semaine.",
        button.link_button("Déposer une facture", routes.DEPOSIT, kind="secondary"),
    )
