"""Where the focus goes by itself: to the title of a new page, to what a page has just said."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class FocusOnTitle(rx.Component):
    """Draws nothing; moves the focus to the h1 when the path changes."""

    library = script("ui/focus")
    tag = "FocusOnTitle"


class TakeFocus(rx.Component):
    """Draws nothing; gives the focus to an element when it appears, and each time `times` changes."""

    library = script("ui/focus")
    tag = "TakeFocus"

    target: rx.Var[str]
    times: rx.Var[Any]
