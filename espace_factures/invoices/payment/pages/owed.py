"""« À payer »: by établissement, the whole IBAN, who vouched for it, the signs of fraud, the invoices; the files."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.invoices.payment import components
from espace_factures.invoices.payment.state.owed import OwedState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, split, stack
from espace_factures.ui.table import Column, data_table, pager

STATE: Any = OwedState  # on a page its attributes are Vars
LEAD = "Ce que la Province doit, établissement par établissement, et sur quel compte. L’affichage des IBAN est noté."
DEBTS = (
    Column("Facture", phone="title"),
    Column("Montant", align="right", phone="aside"),
    Column("Statut", phone="note"),
    Column("Suivi"),
    Column("À regarder"),
)


def owed() -> rx.Component:
    """The page."""
    return layout.admin_page(
        alert.focused(STATE.notice, "fichier-fait"),
        error_summary.refusal(STATE.alert),
        slot("corps", STATE.is_loaded, stack(_tabs(), split(_groups(), _files())), skeleton(8)),
        title="À payer",
        lead=LEAD,
        breadcrumb=[("Administration", routes.ADMIN), ("À payer", routes.ADMIN_PAYMENTS)],
        action=button.link_button("Enregistrer des paiements", routes.ADMIN_PAYMENTS_FILE, icon="file-up"),
        current=routes.ADMIN_PAYMENTS,
    )


def _tabs() -> rx.Component:
    return rx.el.nav(
        rx.foreach(STATE.tabs, _tab),
        class_name="ef-debt-tabs",
        aria_label="Statuts à payer",
    )


def _tab(tab: Any) -> rx.Component:
    words = [rx.el.strong(tab.label), rx.el.span(tab.words, class_name="ef-field-hint")]
    return rx.cond(tab.is_current, rx.el.a(*words, href=tab.href, aria_current="page"), rx.el.a(*words, href=tab.href))


def _groups() -> rx.Component:
    nothing = empty_state(
        "Rien à payer ici", "Les factures liquidées, mandatées et transmises seront là.", icon="landmark"
    )
    return rx.cond(
        STATE.groups,
        stack(rx.foreach(STATE.groups, _group), pager(STATE.previous, STATE.following, "")),
        nothing,
    )


def _group(group: Any) -> rx.Component:
    account = group.account
    facts = card.facts(
        [
            ("IBAN", rx.el.strong(account.iban, class_name="tabular-nums")),
            ("Titulaire", account.holder),
            ("Banque", account.bank),
            ("Ajouté", account.added),
            ("Validé par", account.validators),
            ("Utilisable", account.usable),
        ]
    )
    return card.card(
        stack(
            rx.el.p("RIDET ", group.ridet, " · ", group.total),
            rx.cond(group.fault, alert.alert(group.fault, tone="refused")),
            rx.foreach(group.signals, components.signal),
            rx.cond(account.iban, facts),
            data_table(DEBTS, group.rows, _debt, group.place, rx.fragment()),
        ),
        title=group.place,
        data_testid="groupe",
    )


def _debt(row: Any) -> list[Any]:
    return [
        button.text_link(row.number, row.href),
        row.amount,
        badge.badge(row.status, row.tone),
        row.note,
        rx.cond(row.signals, stack(rx.foreach(row.signals, components.signal)), "Rien"),
    ]


def _files() -> rx.Component:
    form = page_form(
        rx.el.p("Un CSV de tout ce statut, avec les IBAN. Qui l’a fait, quand et avec quelles factures est gardé."),
        fields.check_field("again", "Avec les factures déjà exportées"),
        actions(button.primary("Préparer le fichier", type="submit", icon="download")),
        on_submit=STATE.export,
        aria_label="Export",
    )
    gone = rx.cond(STATE.exports, components.files(STATE.exports, is_taken=True, data_testid="exports"))
    come = card.card(components.files(STATE.files, data_testid="fichiers"), title="Paiements reçus")
    return stack(card.card(stack(form, gone), title="Exporter"), rx.cond(STATE.files, come))
