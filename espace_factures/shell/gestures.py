"""A button says what it does while the server does it, and cannot be pressed twice meanwhile."""

import reflex as rx

from espace_factures.ui.native import script


class Gestures(rx.Component):
    """Hears each press of the page, and each answer of the server to one (web/gestures.py); says aloud what goes on."""

    library = script("shell/gestures")
    tag = "Gestures"
