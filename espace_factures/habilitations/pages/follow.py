"""One demande for a habilitation, as its author follows it."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.answering import complement, withdrawal
from espace_factures.demandes.components.thread import conversation, history
from espace_factures.documents.components import documents
from espace_factures.habilitations.components import TRAIL
from espace_factures.habilitations.state.follow import FollowState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import actions, split, stack

STATE: Any = FollowState  # on a page its attributes are Vars
VIEW = STATE.view
WITHDRAWAL = (
    "Retirer la demande",
    "Retirer cette demande ?",
    "La Province ne l’examinera pas. Vous pourrez en faire une autre.",
)


def follow() -> rx.Component:
    """The page of a demande."""
    return layout.page(
        alert.focused(STATE.notice, "fait"),
        fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
        slot("corps", STATE.is_loaded, _body(), skeleton(6)),
        title=slot("titre", STATE.is_loaded, VIEW.title, "Demande d’habilitation"),
        lead=slot("chapeau", STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[*TRAIL, ("Demande d’habilitation", routes.HABILITATION_FOLLOW)],
        tabs=True,
        current=routes.ESTABLISHMENTS,
        announce=VIEW.announce,
        tab=VIEW.announce,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(
            _standing(),
            rx.cond(STATE.can_complete, complement(STATE)),
            rx.cond(STATE.can_withdraw, withdrawal(STATE, *WITHDRAWAL)),
            conversation(STATE),
        ),
        rx.fragment(card.card(history(STATE.history), title="Historique"), documents(STATE.documents)),
    )


def _standing() -> rx.Component:
    return card.card(
        stack(
            rx.el.div(rx.el.span(badge.badge(STATE.status, STATE.tone), data_testid="statut")),
            rx.el.p(VIEW.now),
            rx.cond(VIEW.why, _why()),
            rx.cond(VIEW.is_accepted, actions(button.link_button("Déposer une facture", routes.DEPOSIT))),
            rx.cond(VIEW.can_retry, actions(button.link_button("Faire une autre demande", routes.HABILITATION))),
        ),
        title="Ce qui se passe maintenant",
    )


def _why() -> rx.Component:
    words = rx.el.p(VIEW.why, class_name="whitespace-pre-line break-words")
    return rx.cond(
        STATE.can_complete,
        alert.alert(words, tone="waiting", title="La Province vous demande :"),
        rx.cond(
            VIEW.is_accepted,
            alert.alert(words, tone="done", title="La Province vous dit :"),
            alert.alert(words, tone="refused", title="Pourquoi :"),
        ),
    )
