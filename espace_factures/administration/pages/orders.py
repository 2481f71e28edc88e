"""« Bons de commande »: the list, its search, and the ways to a file and from one."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.components import used_bar
from espace_factures.administration.presenter.orders import STATES
from espace_factures.administration.state.orders import OrdersState
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.shell import layout
from espace_factures.ui import badge, button, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.table import Column, data_table, pager

STATE: Any = OrdersState  # on a page its attributes are Vars
COLUMNS = (
    Column("Numéro", phone="title"),
    Column("Fournisseur", phone="note"),
    Column("Direction"),
    Column("Date"),
    Column("Montant", align="right"),
    Column("Reste", align="right"),
    Column("État", phone="aside"),
)


def orders() -> rx.Component:
    """The page."""
    return layout.admin_page(
        error_summary.refusal(STATE.alert),
        slot("corps", STATE.is_loaded, stack(_filters(), _rows()), skeleton(8)),
        title="Bons de commande",
        lead="Ce que la Province a commandé, ce qui en est facturé, ce qu’il en reste.",
        breadcrumb=[("Administration", routes.ADMIN), ("Bons de commande", routes.ADMIN_ORDERS)],
        action=rx.cond(
            STATE.keeps, button.link_button("Importer un fichier", routes.ADMIN_ORDERS_IMPORT, icon="file-up")
        ),
        current=routes.ADMIN_ORDERS,
    )


def _filters() -> rx.Component:
    return filter_bar(
        fields.text_field(
            "q",
            "Rechercher",
            type="search",
            value=STATE.search,
            key="q" + STATE.search,
            placeholder="Numéro, fournisseur, RIDET, libellé, montant",
            max_length=LONGEST_SEARCH,
        ),
        fields.select_field("etat", "État", STATES, value=STATE.state),
        fields.select_field("direction", "Direction", STATE.directions, value=STATE.direction),
        on_submit=STATE.narrow,
        action=routes.ADMIN_ORDERS,
        label="Chercher un bon de commande",
    )


def _rows() -> rx.Component:
    nothing = empty_state("Aucun bon de commande", "Essayez avec moins de mots, ou un autre état.", icon="file-text")
    return stack(
        rx.cond(STATE.limit, rx.el.p(STATE.limit, class_name="ef-field-hint")),
        rx.el.div(data_table(COLUMNS, STATE.rows, _cells, "Bons de commande", nothing), class_name="ef-agents"),
        rx.cond(STATE.rows, pager(STATE.previous, STATE.following, STATE.position)),
        rx.cond(
            STATE.rows,
            actions(
                button.link_button("Exporter en CSV", STATE.sheet, "secondary", icon="download", reload_document=True)
            ),
        ),
    )


def _cells(row: Any) -> list[Any]:
    return [
        rx.el.div(
            rx.el.a(row.number, href=row.href, class_name="ef-text-link"),
            rx.el.div(row.label, class_name="ef-under"),
            class_name="ef-wide",
        ),
        rx.el.div(row.place, rx.el.div("RIDET ", row.ridet, class_name="ef-under")),
        row.direction,
        rx.el.span(row.date, class_name="ef-when"),
        row.amount,
        rx.el.div(row.left, used_bar(row.used)),
        badge.badge(row.state, row.tone),
    ]
