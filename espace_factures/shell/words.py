"""What is typed in a form that says its place is kept while it is typed, and found again on any device."""

from typing import Any

import reflex as rx

from espace_factures.shell.unsent import SECRETS
from espace_factures.ui.native import script
from espace_factures.web.me import Me
from espace_factures.web.words import Words

STATE: Any = Words


class UnderWay(rx.Component):
    """Draws nothing; saves what is typed in such forms, and puts back what was found for them."""

    library = script("shell/words")
    tag = "UnderWay"

    is_somebody: rx.Var[bool]
    found: rx.Var[dict[str, dict[str, str]]]
    stamp: rx.Var[str]
    secrets: rx.Var[str]
    on_look: rx.EventHandler[lambda places, stamp: [places, stamp]]
    on_keep: rx.EventHandler[lambda place, typed: [place, typed]]


def words_under_way() -> rx.Component:
    """On each page of the portal."""
    return UnderWay.create(
        is_somebody=Me.signed_in,
        found=STATE.found,
        stamp=STATE.stamp,
        secrets=SECRETS,
        on_look=STATE.look,
        on_keep=STATE.keep,
    )
