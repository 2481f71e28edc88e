"""What is offered for some seconds only: a gesture to take back."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class Fleeting(rx.Component):
    """Shows its children until the time is over; another key begins again."""

    library = script("ui/fleeting")
    tag = "Fleeting"

    seconds: rx.Var[int]


def fleeting(*children: Any, seconds: int, key: Any) -> rx.Component:
    """« Annuler », for ten seconds."""
    return Fleeting.create(*children, seconds=seconds, key=key)
