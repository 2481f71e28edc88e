"""One RIB on the agent's screen: the bank's document beside the numbers, alerts, two validations."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.requests.components import conversation, documents, history, viewer
from espace_factures.ribs.rules import REASONS
from espace_factures.ribs.state import RibDecisionState
from espace_factures.ui import alert, badge, button, card, fields, layout
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack

STATE: Any = RibDecisionState  # on a page its attributes are Vars
VIEW = STATE.view
ERRORS = STATE.errors
REASON_CHOICES = [
    ("", "Choisissez un motif"),
    *((code, f"{text[0].upper()}{text[1:]}") for code, text in REASONS.items()),
]


def decision() -> rx.Component:
    """The agent's screen of one RIB."""
    return layout.admin_page(
        alert.live_alert(STATE.done, "done"),
        alert.live_alert(STATE.alert, "refused"),
        rx.cond(STATE.is_loaded, _body(), skeleton(8)),
        title=rx.cond(STATE.is_loaded, VIEW.title, "RIB"),
        lead=VIEW.lead,
        breadcrumb=[("Administration", routes.ADMIN), ("RIB", routes.ADMIN_RIBS), ("Vérification", routes.ADMIN_RIB)],
        current=routes.ADMIN_RIBS,
        announce=VIEW.status,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(viewer(VIEW.pictures, VIEW.document), documents(STATE.documents)),
        rx.fragment(
            rx.foreach(STATE.alerts, lambda sentence: alert.alert(sentence, tone="waiting")),
            _numbers(),
            rx.cond(VIEW.can_decide, _decision()),
            card.card(history(STATE.history), title="Historique"),
            conversation(STATE.messages, STATE.send_message, ERRORS["message"], internal=True, sent=STATE.sent),
        ),
        share="wide",
    )


def _numbers() -> rx.Component:
    return card.card(
        card.facts(
            [
                ("Statut", rx.el.span(badge.badge(VIEW.status, VIEW.tone), data_testid="statut")),
                ("Établissement", VIEW.place),
                ("Titulaire", VIEW.holder),
                ("Banque", VIEW.bank),
                ("Code banque", VIEW.bank_code),
                ("Code guichet", VIEW.branch),
                ("Numéro de compte", VIEW.account),
                ("Clé RIB", VIEW.key),
                ("IBAN", VIEW.number),
                ("BIC", VIEW.bic),
            ]
        ),
        title="Coordonnées déclarées",
    )


def _decision() -> rx.Component:
    return card.card(
        stack(
            rx.el.div(
                button.primary("Valider", on_click=STATE.validate_rib),
                button.secondary("Refuser", on_click=STATE.open_refusal),
                class_name="flex flex-wrap gap-3",
            ),
            rx.cond(STATE.is_refusing, _refusal()),
        ),
        title="Décision",
    )


def _refusal() -> rx.Component:
    return rx.el.form(
        stack(
            fields.select_field("reason", "Motif", REASON_CHOICES, value="", error=ERRORS["reason"]),
            fields.area_field("comment", "Explication pour le fournisseur", rows=3, error=ERRORS["comment"]),
            actions(button.primary("Confirmer le refus", type="submit")),
        ),
        on_submit=STATE.refuse,
        no_validate=True,
    )
