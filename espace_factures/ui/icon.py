"""An outline drawing beside a word, hidden from readers."""

import reflex as rx

from espace_factures.ui.native import script
from espace_factures.ui.outlines import OUTLINES


class Icon(rx.Component):
    """One of Lucide's outlines."""

    library = script("ui/icon")
    tag = "Icon"

    outline: rx.Var[str]
    large: rx.Var[bool]


def icon(name: str, *, large: bool = False) -> rx.Component:
    """Draw an outline at the size of the text, or half as large again."""
    if name not in OUTLINES:
        raise LookupError(f"no outline « {name} »: add it to ui/outlines.py, by the name that Lucide gives it")
    return Icon.create(outline=name, large=large)
