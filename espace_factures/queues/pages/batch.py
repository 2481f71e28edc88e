"""« Lots »: how far a batch is, and what became of each of its lines."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.queues.state.batch import BatchState
from espace_factures.shell import layout
from espace_factures.ui import card
from espace_factures.ui.badge import badge
from espace_factures.ui.button import link_button, text_link
from espace_factures.ui.empty import empty_state, progress_bar, skeleton
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column, data_table, pager
from espace_factures.ui.words import note

STATE: Any = BatchState  # on a page its attributes are Vars
VIEW = STATE.view
COLUMNS = [
    Column("Facture", phone="title"),
    Column("Fournisseur", phone="note"),
    Column("Montant", align="right"),
    Column("Statut"),
    Column("Résultat", phone="aside"),
]


def batch() -> rx.Component:
    """The page."""
    return layout.admin_page(
        slot("corps", STATE.is_loaded, stack(_progress(), _lines(), _others()), skeleton(8)),
        title=slot("titre", STATE.is_loaded, VIEW.title, "Lots"),
        lead=slot("chapeau", STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[("Administration", routes.ADMIN), ("Lots", routes.ADMIN_BATCHES)],
        action=rx.cond(VIEW.queue, link_button("Revenir à la file", VIEW.queue, kind="secondary")),
        current=routes.ADMIN_INVOICES,
        announce=VIEW.announce,
        tab=VIEW.announce,
    )


def _progress() -> rx.Component:
    return rx.cond(
        VIEW.is_under_way, progress_bar("Le lot avance ; vous pouvez quitter cette page.", VIEW.gone, VIEW.total)
    )


def _lines() -> rx.Component:
    nothing = empty_state(
        "Vos lots seront ici", "Cochez des lignes d’une file, puis choisissez ce que vous faites de toutes."
    )
    table = data_table(
        COLUMNS,
        STATE.lines,
        lambda line: [
            rx.fragment(
                rx.cond(line.href, text_link(line.label, line.href), line.label), rx.cond(line.why, note(line.why))
            ),
            line.place,
            line.amount,
            line.status,
            badge(line.outcome, line.tone),
        ],
        VIEW.title,
        nothing,
    )
    return rx.fragment(table, rx.cond(VIEW.previous + VIEW.following, _pager()))


def _pager() -> rx.Component:
    return pager(VIEW.previous, VIEW.following, VIEW.position)


def _others() -> rx.Component:
    rows = rx.el.ul(rx.foreach(STATE.others, lambda row: rx.el.li(text_link(row.title, row.href), note(row.told))))
    return rx.cond(STATE.others.length() > 0, card.card(rows, title="Vos autres lots"))
