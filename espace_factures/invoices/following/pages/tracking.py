"""« Mes factures »: filters, sort, rows, and the neighbouring pages."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.invoices.following.components.tables import invoice_table
from espace_factures.invoices.following.presenter.rows import PERIOD_CHOICES, SORT_CHOICES, STATUS_CHOICES
from espace_factures.invoices.following.state.tracking import TrackingState
from espace_factures.shell import layout
from espace_factures.ui import button, fields
from espace_factures.ui.alert import live_alert
from espace_factures.ui.count_tabs import count_tabs
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.native import in_browser
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.table import pager

STATE: Any = TrackingState  # on a page its attributes are Vars


def tracking() -> rx.Component:
    """The list of the person's invoices."""
    return layout.page(
        live_alert(STATE.alert),
        slot(
            "corps",
            STATE.is_loaded,
            rx.cond(STATE.is_new, _newcomer(), stack(_parts(), _filters(), _rows())),
            skeleton(8),
        ),
        title="Mes factures",
        lead=slot("chapeau", STATE.is_loaded, STATE.lead, "Chargement…"),
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Mes factures", routes.TRACKING),
        ],
        action=button.link_button("Déposer une facture", routes.DEPOSIT, icon="file-up"),
        tabs=True,
        current=routes.TRACKING,
    )


def _newcomer() -> rx.Component:
    """Nothing to narrow yet."""
    return empty_state(
        "Aucune facture pour l’instant",
        "Déposez votre première facture : elle sera ici, avec où elle en est et la date de son paiement.",
        button.link_button("Déposer une facture", routes.DEPOSIT, icon="file-up"),
    )


def _parts() -> rx.Component:
    return count_tabs(STATE.parts, "Mes factures : parties de la liste")


def _filters() -> rx.Component:
    return filter_bar(
        fields.text_field(
            "q",
            "Rechercher",
            type="search",
            value=STATE.search,
            key="q" + STATE.search,
            max_length=LONGEST_SEARCH,
            placeholder="Numéro, référence, montant, bon de commande",
        ),
        fields.select_field("statut", "Statut", STATUS_CHOICES, value=STATE.status),
        fields.select_field("etablissement", "Établissement", STATE.places, value=STATE.place),
        fields.select_field("periode", "Période", PERIOD_CHOICES, value=STATE.period),
        fields.select_field("tri", "Trier par", SORT_CHOICES, value=STATE.sort),
        on_submit=STATE.narrow,
        action=routes.TRACKING,
        label="Filtrer les factures",
        active=STATE.active,
    )


def _rows() -> rx.Component:
    return rx.fragment(
        rx.cond(
            STATE.rows,
            rx.el.p(
                rx.el.strong(STATE.sum, data_testid="somme"),
                button.text_link("Exporter", STATE.export),
                class_name="flex flex-wrap items-baseline justify-between gap-2",
            ),
        ),
        invoice_table(
            STATE.rows,
            "Mes factures",
            empty_state(
                "Aucun résultat",
                "Aucune facture ne répond à ces critères. Élargissez la recherche, ou déposez une facture.",
                button.link_button("Voir toutes mes factures", routes.TRACKING, kind="secondary"),
            ),
        ),
        pager(
            STATE.previous,
            STATE.following,
            STATE.position,
            on_turn=_turn,
        ),
    )


def _turn(address: rx.Var) -> list[object]:
    """Ask for the rows alone; without a visit, their address follows them into the bar."""
    return [in_browser("invoices/following/pages/tracking", "followRows", address), STATE.turn(address).prevent_default]
