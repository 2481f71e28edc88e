"""« Administration »: the queues the agent's rights open."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.board import Above
from espace_factures.demandes.state.board import BoardState
from espace_factures.shell import layout
from espace_factures.ui import button, card
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack

STATE: Any = BoardState  # on a page its attributes are Vars


def board(above: Above) -> rx.Component:
    """The agents' board, under what a higher feature puts first."""
    return layout.admin_page(
        slot(
            "corps",
            STATE.is_loaded & above.is_loaded,
            stack(above.draw(), _queues()),
            skeleton(4),
        ),
        title="Tableau de bord",
        lead="Ce qui reste à traiter.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Administration", routes.ADMIN)],
        current=routes.ADMIN,
    )


def _queues() -> rx.Component:
    return rx.cond(
        (STATE.queues.length() > 0) | STATE.has_desk,
        rx.el.div(rx.foreach(STATE.queues, _queue), rx.cond(STATE.has_desk, _desk()), class_name="ef-cards"),
        empty_state("Aucune file à traiter", "Votre rôle n’ouvre pas de file d’instruction."),
    )


def _queue(queue: Any) -> rx.Component:
    return card.card(
        rx.el.p(queue.words),
        rx.el.div(button.link_button(queue.label, queue.href), class_name="mt-5"),
        title=queue.title,
    )


def _desk() -> rx.Component:
    return card.card(
        rx.el.p("Une personne a perdu ce qui protège son compte."),
        rx.el.div(button.link_button("Ouvrir le point d’accueil", routes.ADMIN_DESK), class_name="mt-5"),
        title="Point d’accueil",
    )
