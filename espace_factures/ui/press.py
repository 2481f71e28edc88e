"""A press counts on the button where it began, though the page moves under the pointer meanwhile."""

import reflex as rx

from espace_factures.ui.native import script


class SteadyPress(rx.Component):
    """Draws nothing; gives a button the click that a moving page took from it."""

    library = script("ui/press")
    tag = "SteadyPress"
