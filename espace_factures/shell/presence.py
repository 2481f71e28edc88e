"""« Êtes-vous toujours là ? », over any page, before a session ends by itself."""

from typing import Any

import reflex as rx

from espace_factures.ui import button
from espace_factures.ui.modal import modal
from espace_factures.ui.native import script
from espace_factures.ui.stack import actions
from espace_factures.web.me import Me
from espace_factures.web.presence import Presence

STATE: Any = Presence  # on a page its attributes are Vars


class Look(rx.Component):
    """Looks again after a while, and when somebody comes back to the tab."""

    library = script("shell/presence")
    tag = "Look"

    wait: rx.Var[int]
    looks: rx.Var[int]
    on_look: rx.EventHandler[rx.event.no_args_event_spec]


def presence() -> rx.Component:
    """The dialog of who is signed in; each page of the portal has it."""
    question = modal(
        rx.el.p(
            "Sans geste de votre part, votre session se ferme dans cinq minutes. Ce que vous avez écrit est gardé, et "
            "vous retrouverez cette page en vous connectant de nouveau."
        ),
        actions(button.primary("Rester connecté", on_click=STATE.stay)),
        id="presence",
        title="Êtes-vous toujours là ?",
        shown=STATE.is_asked,
        on_dismiss=STATE.stay,
    )
    look = Look.create(wait=STATE.wait, looks=STATE.looks, on_look=STATE.look)
    return rx.cond(Me.signed_in, rx.fragment(look, question))
