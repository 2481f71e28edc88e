"""« Mes factures »: filters, sort, rows, and the neighbouring pages."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.invoices.following.components.narrowing import narrowing
from espace_factures.invoices.following.components.tables import invoice_table
from espace_factures.invoices.following.state.tracking import TrackingState
from espace_factures.shell import layout
from espace_factures.ui import button
from espace_factures.ui.alert import live_alert
from espace_factures.ui.count_tabs import count_tabs
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.icon import icon
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
            rx.cond(STATE.is_new, _newcomer(), stack(_list(), _pager())),
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


def _list() -> rx.Component:
    """One card: the parts, the filters, the sum of what they leave, the rows."""
    return rx.el.div(
        count_tabs(STATE.parts, "Mes factures : parties de la liste"),
        narrowing(STATE),
        _sum(),
        _rows(),
        class_name="ef-list",
    )


def _sum() -> rx.Component:
    clear = rx.cond(STATE.clear_href, button.text_link("Effacer les filtres", STATE.clear_href))
    export = rx.el.a(icon("download"), "Exporter", href=STATE.export, class_name="ef-text-link ef-list-export")
    return rx.el.div(
        rx.el.div(
            rx.el.strong(STATE.sum, data_testid="somme"),
            rx.cond(STATE.rows, clear),
            rx.cond(STATE.bound, rx.el.span(STATE.bound, class_name="ef-field-hint")),
        ),
        rx.cond(STATE.rows, export),
        class_name="ef-list-sum",
    )


def _rows() -> rx.Component:
    more = rx.cond(
        STATE.empty.href, button.link_button("Effacer les filtres", STATE.empty.href, kind="secondary"), rx.fragment()
    )
    return invoice_table(
        STATE.rows,
        "Mes factures",
        empty_state(STATE.empty.title, STATE.empty.words, more),
        several=STATE.several,
        orders=STATE.orders,
        hrefs=STATE.order_hrefs,
    )


def _pager() -> rx.Component:
    return pager(STATE.previous, STATE.following, STATE.position, on_turn=_turn)


def _turn(address: rx.Var) -> list[object]:
    """Ask for the rows alone; without a visit, their address follows them into the bar."""
    return [in_browser("invoices/following/pages/tracking", "followRows", address), STATE.turn(address).prevent_default]
