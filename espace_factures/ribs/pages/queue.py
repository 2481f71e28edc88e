"""The agents' queue of RIBs."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.queue import filters, queue_page
from espace_factures.ribs.state.processing import RibQueueState
from espace_factures.ui import fields
from espace_factures.ui.badge import badge
from espace_factures.ui.button import text_link
from espace_factures.ui.empty import empty_state
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
    view = fields.select_field("vue", "Vue", [("", "À vérifier"), ("tous", "Tous")], value=STATE.view)
    return queue_page(
        STATE,
        ("RIB", routes.ADMIN_RIBS),
        "RIB à vérifier",
        "Deux agents différents valident chaque RIB.",
        filters(STATE, routes.ADMIN_RIBS, "Établissement, RIDET, titulaire, référence", view, label="Filtrer les RIB"),
        _rows(),
    )


def _rows() -> rx.Component:
    return data_table(
        COLUMNS,
        STATE.rows,
        lambda row: [
            rx.fragment(rx.el.strong(text_link(row.place, row.href)), rx.el.div(row.ridet, class_name="ef-field-hint")),
            row.person,
            row.asked,
            row.age,
            badge(row.status, row.tone),
        ],
        "RIB",
        empty_state("Aucun résultat", "Aucun RIB n’attend ici."),
    )
