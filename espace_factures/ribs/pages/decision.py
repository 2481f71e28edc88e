"""One RIB on the agent's screen: the bank's document beside the numbers, alerts, two validations."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.deciding import Screen, decision_page
from espace_factures.documents.components import documents, viewer
from espace_factures.ribs.rules import Status
from espace_factures.ribs.state.processing import RibDecisionState
from espace_factures.ui import alert, badge, button, card
from espace_factures.ui.words import figures

STATE: Any = RibDecisionState  # on a page its attributes are Vars
VIEW = STATE.view


def decision() -> rx.Component:
    """The agent's screen of one RIB."""
    return decision_page(
        STATE,
        Screen(
            title="RIB",
            trail=[("RIB", routes.ADMIN_RIBS), ("Vérification", routes.ADMIN_RIB)],
            announce=rx.cond(STATE.is_loaded, "RIB " + STATE.reference + " : " + STATE.status, ""),
            papers=[viewer(VIEW.pictures, VIEW.document, VIEW.unseen), documents(STATE.documents)],
            panel=[rx.foreach(STATE.alerts, _warning), _numbers()],
            besides=[rx.cond(STATE.others.length() > 0, _others())],
            at_once=(Status.CHECKED, Status.VALIDATED, Status.TO_CHECK),
            confirm="Confirmer le refus",
            letters={Status.REFUSED: "r"},
        ),
    )


def _warning(found: Any) -> rx.Component:
    return rx.cond(
        found.is_severe,
        alert.alert(found.sentence, tone="refused"),
        alert.alert(found.sentence, tone="waiting"),
    )


def _differing(name: Any) -> rx.Component:
    return rx.el.strong(name, " (différent de l’établissement)", class_name="text-error")


def _numbers() -> rx.Component:
    return card.card(
        card.facts(
            [
                ("Statut", rx.el.span(badge.badge(STATE.status, STATE.tone), data_testid="statut")),
                ("Établissement", VIEW.place),
                ("Titulaire", rx.cond(VIEW.holder_differs, _differing(VIEW.holder), VIEW.holder)),
                ("Banque", VIEW.bank),
                ("Code banque", VIEW.bank_code),
                ("Code guichet", VIEW.branch),
                ("Numéro de compte", figures(VIEW.account)),
                ("Clé RIB", VIEW.key),
                ("IBAN", rx.el.span(VIEW.number, class_name="tabular-nums")),
                ("BIC", VIEW.bic),
            ]
        ),
        title="Coordonnées déclarées",
    )


def _others() -> rx.Component:
    rows = rx.foreach(
        STATE.others,
        lambda row: rx.el.li(
            rx.el.p(button.text_link(row.label, row.href), " ", badge.badge(row.status, row.tone)),
            rx.el.p(row.when, class_name="ef-field-hint"),
            class_name="py-2",
        ),
    )
    return card.card(rx.el.ul(rows), title="Autres RIB de l’établissement")
