"""« Je n'ai pas demandé ce changement »: the page of the link in a warning."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ribs import messages
from espace_factures.ribs.state.freeze import FreezeState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack

STATE: Any = FreezeState  # on a page its attributes are Vars


def freeze() -> rx.Component:
    """One sentence, one button."""
    shown = rx.cond(STATE.is_frozen, _done(), rx.cond(STATE.is_over, _over(), _ask()))
    return layout.page(
        stack(
            alert.live_alert(STATE.alert, "refused"),
            rx.cond(STATE.is_loaded, card.card(shown), skeleton(3)),
            narrow=True,
        ),
        title="Geler un RIB",
        lead="Un message vous a annoncé un changement de RIB que vous n’avez pas demandé.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Geler un RIB", routes.FREEZE_RIB)],
    )


def _ask() -> rx.Component:
    return stack(
        rx.el.p("Le RIB ", rx.el.strong(STATE.number), " de ", rx.el.strong(STATE.place), "."),
        rx.el.p(
            "Un clic le gèle aussitôt : plus rien n’y est payé, et nos agents l’examinent. "
            "Si c’était voulu, ne faites rien."
        ),
        actions(button.danger(messages.NOT_MINE, on_click=STATE.freeze)),
    )


def _done() -> rx.Component:
    return stack(
        alert.alert(
            "Le RIB ",
            STATE.number,
            " de ",
            STATE.place,
            " est gelé : plus rien n’y est payé.",
            tone="done",
            role="status",
        ),
        rx.el.p("Nos agents en sont avertis et vont joindre l’établissement."),
        rx.el.p(
            "Si quelqu’un se sert de votre compte, changez aussi votre mot de passe : "
            "« Mot de passe oublié » le fait sans l’ancien."
        ),
        actions(button.link_button("Mot de passe oublié", routes.FORGOTTEN_PASSWORD, kind="secondary")),
    )


def _over() -> rx.Component:
    return stack(
        alert.alert("Le RIB ", STATE.number, " de ", STATE.place, " ne reçoit déjà plus rien.", tone="info"),
        actions(button.link_button("Mes RIB", routes.RIBS, kind="secondary")),
    )
