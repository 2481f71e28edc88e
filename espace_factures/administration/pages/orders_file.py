"""« Importer des bons de commande »: a file is sent, what it would do is read, then it is done."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.state.orders_file import OrdersFileState
from espace_factures.app.origin import native
from espace_factures.orders.forms import REQUIRED
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.table import Column, data_table
from espace_factures.ui.upload import upload_field

STATE: Any = OrdersFileState  # on a page its attributes are Vars
VIEW = STATE.view
SHEET = ".csv,.txt,text/csv,text/plain"
CHANGED = (
    Column("Numéro", phone="title"),
    Column("RIDET", phone="note"),
    Column("Ce qui vient ou change"),
    Column("Montant", align="right"),
    Column("Effet", phone="aside"),
)
REFUSED = (Column("Ligne", phone="note"), Column("Numéro", phone="title"), Column("Pourquoi"))
HINT = (
    f"CSV en UTF-8 ou Windows-1252. Sa première ligne nomme les colonnes : {', '.join(REQUIRED)} ; "
    "puis, si vous les avez, nom, ligne, quantite, prix_unitaire, tgc."
)


def orders_file() -> rx.Component:
    """The page."""
    return layout.admin_page(
        alert.focused(STATE.notice, "import-fait"),
        error_summary.refusal(STATE.alert),
        rx.cond(STATE.is_loaded, stack(_plan(), _sending()), skeleton(5)),
        title="Importer des bons de commande",
        lead="Rien n’est écrit avant votre accord. Le même fichier deux fois ne change rien.",
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Bons de commande", routes.ADMIN_ORDERS),
            ("Importer", routes.ADMIN_ORDERS_IMPORT),
        ],
        current=routes.ADMIN_ORDERS,
    )


def _sending() -> rx.Component:
    return card.card(
        upload_field(
            "commandes",
            "Fichier des bons de commande",
            action=native(routes.POST_ORDERS_FILE),
            on_done=STATE.received,
            hint=HINT,
            accept=SHEET,
        ),
        title=rx.cond(VIEW.name, "Un autre fichier", "Le fichier"),
    )


def _plan() -> rx.Component:
    agrees = rx.cond(
        VIEW.button,
        actions(
            button.primary(VIEW.button, on_click=STATE.apply),
            button.link_button("Annuler", routes.ADMIN_ORDERS, "secondary"),
        ),
        rx.el.p("Il n’y a rien à importer de ce fichier."),
    )
    sheet = card.card(
        stack(
            rx.el.p(VIEW.words, data_testid="compte"),
            rx.cond(VIEW.rows, data_table(CHANGED, VIEW.rows, _changed, "Ce qui sera importé", rx.fragment())),
            rx.cond(VIEW.more, rx.el.p(VIEW.more)),
            rx.cond(STATE.notice, rx.fragment(), agrees),
        ),
        title=VIEW.name,
        data_testid="apercu",
    )
    return rx.cond(VIEW.name, stack(sheet, rx.cond(VIEW.faults, _refused())))


def _refused() -> rx.Component:
    return card.card(
        data_table(REFUSED, VIEW.faults, _fault, "Lignes refusées", rx.fragment()),
        rx.cond(VIEW.unsaid, rx.el.p(VIEW.unsaid)),
        title="Lignes refusées",
        data_testid="refus",
    )


def _changed(row: Any) -> list[Any]:
    return [row.number, row.place, row.words, row.amount, badge.badge(row.change, row.tone)]


def _fault(row: Any) -> list[Any]:
    return [row.place, row.number, row.why]
