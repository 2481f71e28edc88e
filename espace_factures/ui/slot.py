"""A part of a page that is in the HTML as soon as the server knows it, before the page is alive."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class Slot(rx.Component):
    """What stands there until the page knows better: what the server wrote, or else its children."""

    library = script("ui/slot")
    tag = "Slot"

    name: rx.Var[str]


def slot(name: str, is_known: Any, shown: Any, waiting: Any) -> rx.Component:
    """`shown` once `is_known`; the server draws the same before, from the page's own `load` (web/slots.py).

    On a page that was reached without a new document, `waiting` stands there meanwhile.
    """
    return rx.cond(is_known, rx.fragment(shown), Slot.create(waiting, name=name))
