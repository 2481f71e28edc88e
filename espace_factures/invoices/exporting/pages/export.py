"""« Exporter mes factures »: two sheets of what the filters answer, and those that were made."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.invoices.exporting.rules import LABELS, Sheet
from espace_factures.invoices.exporting.state import ExportState
from espace_factures.shell import layout
from espace_factures.ui import button, card
from espace_factures.ui.alert import live_alert
from espace_factures.ui.empty import skeleton
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, stack

STATE: Any = ExportState  # on a page its attributes are Vars


def export() -> rx.Component:
    """The page."""
    return layout.page(
        live_alert(STATE.alert),
        slot("corps", STATE.is_loaded, stack(_rows(), _made()), skeleton(6)),
        title="Exporter mes factures",
        lead="Pour un tableur : les factures que montrent vos filtres, avec leur statut et leurs dates.",
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Mes factures", routes.TRACKING),
            ("Exporter", routes.LIST_EXPORTS),
        ],
        tabs=True,
        current=routes.TRACKING,
    )


def _rows() -> rx.Component:
    at_once = actions(
        button.link_button(LABELS[Sheet.XLSX], STATE.xlsx, icon="download", reload_document=True),
        button.link_button(LABELS[Sheet.CSV], STATE.csv, "secondary", icon="download", reload_document=True),
    )
    by_job = actions(
        button.primary(f"Préparer en {LABELS[Sheet.XLSX]}", on_click=STATE.ask(Sheet.XLSX.value)),
        button.secondary(f"Préparer en {LABELS[Sheet.CSV]}", on_click=STATE.ask(Sheet.CSV.value)),
    )
    return card.card(
        stack(
            rx.el.p(STATE.words, role="status"),
            rx.cond(STATE.is_empty, rx.fragment(), rx.cond(STATE.is_more, by_job, at_once)),
            rx.el.p(button.text_link("Changer les filtres", STATE.back)),
        ),
        title="Les factures de ces filtres",
    )


def _made() -> rx.Component:
    return rx.cond(
        STATE.made, card.card(rx.el.ul(rx.foreach(STATE.made, _file)), title="Mes exports", data_testid="exports")
    )


def _file(row: Any) -> rx.Component:
    link = rx.el.a(row.title, href=row.href, reload_document=True, class_name="ef-text-link")
    return rx.el.li(
        rx.cond(row.href, link, rx.el.strong(row.title)),
        rx.el.p(row.trace, class_name="ef-field-hint"),
        class_name="py-2",
    )
