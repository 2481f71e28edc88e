"""One invoice for its supplier: where it stands, its document, its conversation, what one may do."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.answering import complement, withdrawal
from espace_factures.demandes.components.thread import conversation, history
from espace_factures.documents.components import documents, viewer
from espace_factures.invoices.answering.components import correction
from espace_factures.invoices.answering.state import InvoiceState
from espace_factures.invoices.following.components import sheets
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.alert import live_alert
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, split, stack

STATE: Any = InvoiceState  # on a page its attributes are Vars
VIEW = STATE.view
WITHDRAWAL = (
    "Retirer la facture",
    "Retirer cette facture ?",
    "La Province ne la paiera pas. Vous pourrez déposer une autre facture du même numéro.",
)


def invoice() -> rx.Component:
    """The page of one invoice."""
    return layout.page(
        alert.focused(STATE.notice, "fait"),
        live_alert(STATE.alert, "refused"),
        slot("corps", STATE.is_loaded, _body(), skeleton(8)),
        title=slot("titre", STATE.is_loaded, VIEW.title, "Facture"),
        lead=slot("chapeau", STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Mes factures", routes.TRACKING),
            ("Facture", routes.INVOICE),
        ],
        tabs=True,
        current=routes.TRACKING,
        announce=VIEW.announce,
        tab=VIEW.tab,
    )


def _rib() -> rx.Component:
    """What keeps the invoice from being paid, and the RIB that its manager may choose until the mandate."""
    form = page_form(
        stack(
            fields.select_field("rib", "RIB du paiement", STATE.ribs, error=STATE.errors["rib"], key=VIEW.reference),
            actions(button.primary("Choisir le RIB", type="submit")),
        ),
        on_submit=STATE.choose_rib,
    )
    ways = button.link_button("Mes RIB", routes.RIBS, kind="secondary")
    return rx.fragment(
        rx.cond(VIEW.rib_fault, alert.alert(VIEW.rib_fault, tone="waiting", title="En attente d’un RIB.", action=ways)),
        rx.cond(
            VIEW.can_choose_rib,
            rx.cond(
                VIEW.has_rib_settled, disclosure("Choisir un autre RIB", form), card.card(form, title="Choisir le RIB")
            ),
        ),
    )


def _asked() -> rx.Component:
    """What is asked, or why it was refused, in the agent's words: before all the rest."""
    who = rx.el.p(VIEW.asked_by, class_name="ef-field-hint")
    refused = alert.alert(VIEW.asked, who, tone="refused", title="Facture rejetée.")
    return rx.cond(
        VIEW.asked,
        rx.cond(VIEW.is_refused, refused, alert.alert(VIEW.asked, who, tone="waiting", title="Ce qui est demandé.")),
    )


def _answer() -> rx.Component:
    corrections = correction(STATE.correction, STATE.errors, STATE.is_correction_faulty)
    return complement(STATE, _asked(), besides=[corrections], key=STATE.correction.stamp)


def _body() -> rx.Component:
    return split(
        rx.fragment(
            rx.cond(STATE.can_complete, _answer(), _asked()),
            rx.cond(VIEW.can_correct, actions(button.primary("Corriger et renvoyer", on_click=STATE.correct))),
            sheets.progress(VIEW, STATE.progress),
            _rib(),
            sheets.links(VIEW, routes.INVOICE),
            rx.cond(STATE.can_withdraw, withdrawal(STATE, *WITHDRAWAL)),
            viewer(VIEW.pictures, VIEW.document, VIEW.unseen),
            conversation(STATE),
        ),
        rx.fragment(
            card.card(history(STATE.history), title="Historique"),
            sheets.recap(STATE.recap, STATE.totals),
            sheets.certificate(VIEW.reference),
            documents(STATE.documents),
        ),
    )
