"""« Demandes »: every demande of the account, and the way to a new one."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.demandes.state.demandes import DemandesState
from espace_factures.shell import layout
from espace_factures.ui import button, fields
from espace_factures.ui.badge import badge
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column, data_table, pager
from espace_factures.ui.words import note

STATE: Any = DemandesState  # on a page its attributes are Vars
LEAD = "Suivez l'état d'avancement de vos demandes effectuées en ligne et communiquez avec les agents provinciaux."
SORTS = [("", "Plus récentes en premier"), ("anciennes", "Plus anciennes en premier")]
COLUMNS = [
    Column("Demande", phone="title"),
    Column("Envoyée le"),
    Column("Modifiée le"),
    Column("Statut", phone="aside"),
]


def demandes() -> rx.Component:
    """The list of demandes."""
    return layout.page(
        slot(
            "corps",
            STATE.is_loaded,
            stack(_filters(), _rows(), rx.cond(STATE.position, _pager())),
            skeleton(6),
        ),
        title="Demandes",
        lead=LEAD,
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Demandes", routes.DEMANDES)],
        action=button.link_button("+ Nouvelle démarche en ligne", routes.SERVICES_CATALOGUE),
    )


def _filters() -> rx.Component:
    return filter_bar(
        fields.select_field("pour", "Demandeur", STATE.places, value=STATE.place),
        fields.select_field("tri", "Trier par", SORTS, value=STATE.sort),
        fields.text_field(
            "mots",
            "Chercher par titre",
            type="search",
            value=STATE.search,
            key="t" + STATE.search,
            max_length=LONGEST_SEARCH,
        ),
        fields.check_field(
            "non-lues", "Non lues seulement", value=STATE.only_unread, key=STATE.only_unread.to_string()
        ),
        on_submit=STATE.narrow,
        action=routes.DEMANDES,
        label="Filtrer les demandes",
    )


def _rows() -> rx.Component:
    return data_table(
        COLUMNS,
        STATE.rows,
        lambda row: [
            rx.fragment(
                rx.el.strong(button.text_link(row.title, row.href)),
                rx.cond(row.is_new, rx.fragment(" ", _new())),
                note(row.reference),
            ),
            row.sent_on,
            row.changed_on,
            badge(row.status, row.tone),
        ],
        "Demandes",
        empty_state(
            "Aucun résultat",
            rx.cond(
                STATE.search,
                "Aucune demande ne porte ces mots. Vérifiez-les, ou choisissez un autre demandeur.",
                rx.cond(
                    STATE.only_unread,
                    "Vous avez tout lu. Ôtez le filtre « Non lues seulement » pour voir les autres.",
                    "Vos habilitations, vos RIB et vos factures seront ici.",
                ),
            ),
        ),
    )


def _new() -> rx.Component:
    """What the eye reads in one word, and a reader in a whole phrase."""
    phrase = rx.el.span(" : un message ou un changement de statut n’a pas été lu", class_name="sr-only")
    return rx.el.span(badge("Nouveau", "progress"), phrase, data_testid="non-lue")


def _pager() -> rx.Component:
    return pager(STATE.previous, STATE.following, STATE.position)
