"""A button that may be pressed again after a while, and counts the seconds until then."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class Countdown(rx.Component):
    """The button itself; its name stays the same while it waits."""

    library = script("ui/countdown")
    tag = "Countdown"

    seconds: rx.Var[int]
    label: rx.Var[str]


def after(seconds: Any, label: str, on_click: Any) -> rx.Component:
    """« Renvoyer le code (dans 27 s) »."""
    return Countdown.create(seconds=seconds, label=label, on_click=on_click)
