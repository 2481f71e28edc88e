"""Keys for those who work all day: each presses a button that is on the screen; none while one types."""

from typing import Any, Final

import reflex as rx

from espace_factures.ui.native import script

LINE: Final = {"data-ligne": ""}
"""On the link of a row: j and k go from one to the next, Enter opens it, x ticks it."""
FIXED: Final = (
    ("j", "ligne suivante"),
    ("k", "ligne précédente"),
    ("Entrée", "ouvrir la ligne"),
    ("x", "cocher la ligne"),
    ("?", "toutes les touches"),
)


class Keys(rx.Component):
    """Draws the list of the keys of the page, opened by « ? », and hears them all."""

    library = script("ui/keys")
    tag = "Keys"

    fixed: rx.Var[list[list[str]]]


def keys() -> rx.Component:
    """The keys of this page."""
    return Keys.create(fixed=[list(pair) for pair in FIXED])


def keyed(key: Any, words: Any) -> dict[str, Any]:
    """The attributes of what a key presses, or goes into: `secondary("Suspendre", **keyed("s", "suspendre"))`."""
    return {"custom_attrs": {"data-touche": key, "data-geste": words}}
