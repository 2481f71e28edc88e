"""The agents' queue of RIBs."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ribs.state.processing import RibQueueState
from espace_factures.shell import layout
from espace_factures.ui import fields
from espace_factures.ui.badge import badge
from espace_factures.ui.button import text_link
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column, data_table

STATE: Any = RibQueueState  # on a page its attributes are Vars
COLUMNS = [
    Column("Établissement", phone="title"),
    Column("Titulaire"),
    Column("Ajouté le"),
    Column("Âge"),
    Column("Statut", phone="aside"),
]


def queue() -> rx.Component:
    """What waits for the agents."""
    return layout.admin_page(
        rx.cond(STATE.is_loaded, stack(_filters(), _rows()), skeleton(6)),
        title="RIB à vérifier",
        lead="Deux agents différents valident chaque RIB.",
        breadcrumb=[("Administration", routes.ADMIN), ("RIB", routes.ADMIN_RIBS)],
        current=routes.ADMIN_RIBS,
    )


def _filters() -> rx.Component:
    return filter_bar(
        fields.text_field(
            "q",
            "Rechercher",
            type="search",
            value=STATE.search,
            key="q" + STATE.search,
            placeholder="Établissement, RIDET, titulaire, référence",
        ),
        fields.select_field("vue", "Vue", [("", "À vérifier"), ("tous", "Tous")], value=STATE.view),
        on_submit=STATE.narrow,
        label="Filtrer les RIB",
    )


def _rows() -> rx.Component:
    return data_table(
        COLUMNS,
        STATE.rows,
        lambda row: [
            rx.fragment(rx.el.strong(text_link(row.place, row.href)), rx.el.div(row.ridet, class_name="ef-field-hint")),
            row.holder,
            row.asked,
            row.age,
            badge(row.status, row.tone),
        ],
        "RIB",
        empty_state("Aucun résultat", "Aucun RIB n’attend ici."),
    )
