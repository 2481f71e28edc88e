"""One bon de commande: its lines, what is left of it, who consumed it."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.components import used_bar
from espace_factures.administration.state.order import OrderState
from espace_factures.orders.forms import LONGEST_WHY
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, split, stack
from espace_factures.ui.table import Column, data_table

STATE: Any = OrderState  # on a page its attributes are Vars
VIEW = STATE.view
LINES = (
    Column("Ligne", phone="title"),
    Column("Quantité", align="right"),
    Column("Prix unitaire HT", align="right"),
    Column("TGC", align="right"),
    Column("Montant HT", align="right", phone="aside"),
)
USES = (
    Column("Facture", phone="title"),
    Column("Déposée", phone="note"),
    Column("Montant TTC", align="right"),
    Column("Statut", phone="aside"),
)


def order() -> rx.Component:
    """The page."""
    title = rx.cond(STATE.is_loaded, "Bon de commande " + VIEW.number, "Bon de commande")
    return layout.admin_page(
        alert.focused(STATE.notice, "commande-fait"),
        error_summary.error_summary(STATE.errors, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, split(stack(_uses(), _lines()), stack(_facts(), _turning())), skeleton(8)),
        title=title,
        lead=rx.cond(STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Bons de commande", routes.ADMIN_ORDERS),
            (title, routes.ADMIN_ORDER),
        ],
        current=routes.ADMIN_ORDERS,
    )


def _uses() -> rx.Component:
    nothing = rx.el.p("Aucune facture n’y est déposée.")
    return card.card(
        data_table(USES, VIEW.uses, _use, "Factures déposées sur ce bon de commande", nothing),
        title="Factures",
        data_testid="factures",
    )


def _use(row: Any) -> list[Any]:
    return [
        rx.cond(row.href, button.text_link(row.name, row.href), row.name),
        row.date,
        row.amount,
        badge.badge(row.status, row.tone),
    ]


def _lines() -> rx.Component:
    nothing = rx.el.p("Le fichier ne donne pas les lignes de ce bon de commande.")
    return card.card(data_table(LINES, VIEW.lines, _line, "Lignes commandées", nothing), title="Lignes")


def _line(row: Any) -> list[Any]:
    return [row.label, row.quantity, row.unit_price, row.rate, row.amount]


def _facts() -> rx.Component:
    facts = card.facts(
        [
            ("État", badge.badge(VIEW.state, VIEW.tone)),
            ("Fournisseur", VIEW.place),
            ("Direction", VIEW.direction),
            ("Libellé", VIEW.label),
            ("Date", VIEW.date),
            ("Montant", VIEW.amount),
            ("Facturé", VIEW.invoiced),
            ("Reste", rx.el.strong(VIEW.left)),
        ]
    )
    return card.card(facts, used_bar(VIEW.used), title="Le bon de commande")


def _turning() -> rx.Component:
    """What becomes of it, and the past of that."""
    asks = rx.cond(
        VIEW.is_open,
        button.secondary("Clore ce bon de commande", on_click=STATE.ask(True)),
        button.secondary("Rouvrir ce bon de commande", on_click=STATE.ask(True)),
    )
    past = rx.el.ul(rx.foreach(VIEW.history, rx.el.li), data_testid="historique")
    turn = rx.cond(
        STATE.is_asked,
        rx.cond(
            VIEW.is_open,
            _form("Plus aucune facture ne s’y déposera ; celles qui y sont suivent leur cours.", "Clore", STATE.close),
            _form("Des factures pourront de nouveau s’y déposer.", "Rouvrir", STATE.reopen),
        ),
        rx.el.div(asks),
    )
    return rx.cond(
        STATE.keeps | (VIEW.history.length() > 0),
        card.card(stack(rx.cond(VIEW.history, past), rx.cond(STATE.keeps, turn)), title="Clôture"),
    )


def _form(words: str, label: str, on_submit: Any) -> rx.Component:
    return page_form(
        rx.el.p(words),
        fields.text_field("why", "Pourquoi ?", error=STATE.errors["why"], required=True, max_length=LONGEST_WHY),
        actions(button.primary(label, type="submit"), button.secondary("Annuler", on_click=STATE.ask(False))),
        on_submit=on_submit,
        class_name="ef-asked",
        aria_label=label,
    )
