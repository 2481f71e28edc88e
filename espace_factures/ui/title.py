"""The title of the tab: which invoice, in which state, and whether something has to be corrected."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class TabTitle(rx.Component):
    """Draws nothing; puts `words` before the name of the portal in the title of the page."""

    library = script("ui/title")
    tag = "TabTitle"

    words: rx.Var[Any]


class ToCorrect(rx.Component):
    """Draws nothing; the title begins by « À corriger » for as long as it is on the page."""

    library = script("ui/title")
    tag = "ToCorrect"
