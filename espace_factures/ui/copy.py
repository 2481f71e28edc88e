"""« Copier »: what somebody would otherwise select letter by letter."""

from typing import Any

import reflex as rx

from espace_factures.ui.icon import icon
from espace_factures.ui.native import script


class CopyButton(rx.Component):
    """Puts its text on the clipboard, and says for a moment that it did."""

    library = script("ui/copy")
    tag = "CopyButton"

    text: rx.Var[str]
    what: rx.Var[str]


def copy_button(text: Any, what: Any) -> rx.Component:
    """« Copier » beside a text; `what` names it for who does not see it: « Copier l’adresse de dépôt »."""
    return CopyButton.create(icon("copy"), text=text, what=what)
