"""The agents' queue of habilitations."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.queue import filters, queue_page
from espace_factures.habilitations.state.processing import HabilitationQueueState
from espace_factures.ui import button
from espace_factures.ui.badge import badge
from espace_factures.ui.empty import empty_state
from espace_factures.ui.slot import slot
from espace_factures.ui.table import Column, data_table
from espace_factures.ui.words import note

STATE: Any = HabilitationQueueState  # on a page its attributes are Vars
VIEWS = (("", "À traiter"), ("toutes", "Toutes"))
COLUMNS = [
    Column("Établissement", phone="title"),
    Column("Personne"),
    Column("Demandée le"),
    Column("Âge"),
    Column("Statut", phone="aside"),
]


def queue() -> rx.Component:
    """What waits for the agents."""
    return queue_page(
        STATE,
        ("Habilitations", routes.ADMIN_HABILITATIONS),
        "Habilitations",
        slot("chapeau", STATE.is_loaded, STATE.lead, "Chargement…"),
        _views(),
        filters(
            STATE,
            routes.ADMIN_HABILITATIONS,
            "Nom, RIDET, référence",
            rx.el.input(type="hidden", name="vue", default_value=STATE.view, key="v" + STATE.view),
            submit_label="Rechercher",
            label="Filtrer les habilitations",
        ),
        _rows(),
    )


def _views() -> rx.Component:
    return rx.el.nav(
        *[_view(value, label) for value, label in VIEWS], class_name="flex flex-wrap gap-3", aria_label="Vues"
    )


def _view(value: str, label: str) -> rx.Component:
    address = routes.with_query(routes.ADMIN_HABILITATIONS, vue=value)
    return rx.cond(
        STATE.view == value,
        button.link_button(label, address, aria_current="page"),
        button.link_button(label, address, kind="secondary"),
    )


def _rows() -> rx.Component:
    return data_table(
        COLUMNS,
        STATE.rows,
        _cells,
        "Demandes d’habilitation",
        empty_state("Aucun résultat", "Aucune demande n’attend ici."),
    )


def _cells(row: Any) -> list[Any]:
    return [
        rx.fragment(rx.el.strong(button.text_link(row.place, row.href)), note("RIDET ", row.ridet)),
        rx.fragment(row.person, note(row.reference)),
        row.asked,
        badge(row.age, row.age_tone),
        badge(row.status, row.tone),
    ]
