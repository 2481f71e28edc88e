"""« Ce n'était pas vous ? »: one button closes the account to others, then its person chooses another password."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.identity.service.denial import LOST
from espace_factures.identity.state.denial import DenialState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack

STATE: Any = DenialState  # on a page its attributes are Vars


def denial() -> rx.Component:
    """The page."""
    return layout.page(
        stack(
            error_summary.refusal(STATE.alert),
            rx.cond(STATE.is_loaded, rx.cond(STATE.is_live, _question(), _lost()), skeleton(3)),
            narrow=True,
        ),
        title="Ce n’était pas vous ?",
        lead="Quelqu’un d’autre a peut-être ouvert votre compte provincial.",
    )


def _question() -> rx.Component:
    steps = rx.el.ul(
        rx.el.li("toutes les sessions ouvertes sont fermées, et le mot de passe actuel ne sert plus ;"),
        rx.el.li("ce qui a été ajouté depuis (code, clé d’accès, NC Connect) n’ouvre plus rien ;"),
        rx.el.li("un code vous est envoyé : vous choisissez un autre mot de passe, puis ce que vous gardez."),
        class_name="list-disc ps-5",
    )
    close = button.primary("Ce n’était pas moi : fermer mon compte aux autres", on_click=STATE.deny)
    return card.card(
        stack(
            rx.el.p("Si vous le confirmez :"),
            steps,
            actions(close, button.link_button("C’était moi", routes.HOME, kind="secondary")),
        )
    )


def _lost() -> rx.Component:
    again = button.link_button("Mot de passe oublié ?", routes.FORGOTTEN_PASSWORD)
    return card.card(stack(alert.alert(LOST.sentence, tone="waiting"), actions(again)))
