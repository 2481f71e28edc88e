"""One demande: where it stands, its history, its conversation."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.thread import conversation, history
from espace_factures.demandes.state.demandes import DemandeState
from espace_factures.documents.components import documents
from espace_factures.shell import layout
from espace_factures.ui import badge, button, card
from espace_factures.ui.alert import live_alert
from espace_factures.ui.empty import skeleton
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import split

STATE: Any = DemandeState  # on a page its attributes are Vars
NOW = rx.cond(STATE.is_loaded, "Demande " + STATE.reference + " : " + STATE.status, "")


def demande() -> rx.Component:
    """The page of a demande."""
    return layout.page(
        live_alert(STATE.alert, "refused"),
        slot("corps", STATE.is_loaded, _body(), skeleton(6)),
        title=slot("titre", STATE.is_loaded, STATE.title, "Demande"),
        lead=slot("chapeau", STATE.is_loaded, STATE.lead, ""),
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Demandes", routes.DEMANDES),
            ("Demande", routes.DEMANDE),
        ],
        announce=NOW,
        tab=NOW,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(
            card.card(
                rx.el.div(
                    rx.el.span(badge.badge(STATE.status, STATE.tone), data_testid="statut"),
                    button.text_link(STATE.onward.label, STATE.onward.href),
                    class_name="flex flex-wrap items-center justify-between gap-3",
                ),
                title="Statut",
            ),
            conversation(STATE),
        ),
        rx.fragment(
            card.card(history(STATE.history), title="Historique"),
            rx.cond(STATE.documents.length() > 0, documents(STATE.documents)),
        ),
    )
