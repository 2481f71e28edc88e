"""« Délais de paiement »: how long each direction takes, for anybody, without a script."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.oversight import components
from espace_factures.oversight.state.delays import DelaysState
from espace_factures.shell import layout
from espace_factures.ui import card
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.plot import bars_plot
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack

STATE: Any = DelaysState  # on a page its attributes are Vars


def delays() -> rx.Component:
    """The page."""
    return layout.page(
        slot("corps", STATE.is_loaded, stack(_plot(), _table(), _words()), skeleton(6)),
        title="Délais de paiement",
        lead=slot("chapeau", STATE.is_loaded, STATE.lead, "Combien de temps prend chaque direction."),
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Délais de paiement", routes.DELAYS)],
        wide=True,
    )


def _plot() -> rx.Component:
    nothing = empty_state(
        "Pas encore assez de factures", "Une direction est montrée dès vingt factures payées en 90 jours."
    )
    drawn = bars_plot(STATE.bars, "Délai de chaque direction")
    return card.card(rx.cond(STATE.bars, drawn, nothing), title="Du dépôt au paiement, par direction")


def _table() -> rx.Component:
    return card.card(components.delay_table(STATE.rows), title="En chiffres", data_testid="tableau")


def _words() -> rx.Component:
    return card.card(
        rx.el.p(components.DELAYS_SAID),
        rx.el.p("« Trop peu » : moins de vingt factures en 90 jours, dont une médiane ne dirait rien."),
        rx.el.p(STATE.until, class_name="ef-field-hint"),
        title="Comment c’est compté",
    )
