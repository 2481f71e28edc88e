"""What a page holds of one item is never shown under the address of another."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class Current(rx.Component):
    """Shows its children while they are of the item that the address names, and what waits otherwise, at once."""

    library = script("ui/current")
    tag = "Current"

    of: rx.Var[str]
    loads: rx.Var[int]
    words: rx.Var[str]


def current(state: Any, *children: Any, words: str = "") -> rx.Component:
    """For a state with a `reference`, and a count of its `loads`; `words` stand there until the next one."""
    return Current.create(*children, of=state.reference, loads=state.loads, words=words)
