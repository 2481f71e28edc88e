"""« Journal »: who, what, when, from where."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.oversight.state.journal import JournalState
from espace_factures.shell import layout
from espace_factures.ui import button, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column, data_table, pager
from espace_factures.ui.words import note

STATE: Any = JournalState  # on a page its attributes are Vars
COLUMNS = (
    Column("Quand", phone="aside"),
    Column("Qui", phone="note"),
    Column("Quoi", phone="title"),
    Column("Sur quoi"),
    Column("D’où"),
)


def journal() -> rx.Component:
    """The page."""
    shown = stack(_filters(), _rows(), rx.cond(STATE.rows, pager(STATE.previous, STATE.following, "")))
    return layout.admin_page(
        error_summary.refusal(STATE.alert),
        slot("corps", STATE.is_loaded, shown, skeleton(10)),
        title="Journal",
        lead=slot("chapeau", STATE.is_loaded, STATE.lead, "Qui a fait quoi, quand, et d’où."),
        breadcrumb=[("Administration", routes.ADMIN), ("Journal", routes.ADMIN_JOURNAL)],
        action=slot(
            "export",
            STATE.is_loaded,
            button.link_button("Exporter", STATE.export_href, "secondary", icon="download", reload_document=True),
            rx.fragment(),
        ),
        current=routes.ADMIN_JOURNAL,
    )


def _filters() -> rx.Component:
    asked = STATE.filters
    return filter_bar(
        _text("qui", "Personne", asked.qui, placeholder="Nom ou courriel"),
        fields.select_field("quoi", "Acte", STATE.acts, value=asked.quoi),
        _text("objet", "Référence", asked.objet, placeholder="EF-2026-000123"),
        fields.text_field("du", "Du", type="date", value=asked.du, key="du" + asked.du),
        fields.text_field("au", "Au", type="date", value=asked.au, key="au" + asked.au),
        on_submit=STATE.narrow,
        action=routes.ADMIN_JOURNAL,
        label="Chercher dans le journal",
        active=STATE.active,
    )


def _text(name: str, label: str, value: Any, **options: Any) -> rx.Component:
    return fields.text_field(
        name, label, type="search", value=value, key=name + value, max_length=LONGEST_SEARCH, **options
    )


def _rows() -> rx.Component:
    nothing = empty_state("Aucune ligne", "Essayez une période plus longue, ou moins de filtres.", icon="search")
    return data_table(COLUMNS, STATE.rows, _cells, "Journal", nothing)


def _cells(row: Any) -> list[Any]:
    return [
        rx.fragment(rx.el.span(row.day, class_name="whitespace-nowrap"), note(row.hour)),
        rx.fragment(row.who, rx.cond(row.email, note(row.email))),
        rx.fragment(rx.el.strong(row.what), rx.cond(row.details, note(row.details))),
        rx.fragment(row.subject, rx.cond(row.under, note(row.under))),
        rx.cond(row.address, row.address, "–"),
    ]
