"""A dialog that the server opens: what must be answered before the page goes on."""

from typing import Any

import reflex as rx

from espace_factures.ui.native import script


class Modal(rx.Component):
    """The browser's own dialog, open while `shown`; Escape dismisses it."""

    library = script("ui/modal")
    tag = "Modal"

    shown: rx.Var[bool]
    identifier: rx.Var[str]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]


def modal(*children: Any, id: str, title: str | rx.Var, shown: Any, on_dismiss: Any) -> rx.Component:  # noqa: A002
    """A modal sheet: its title, then what it holds."""
    heading = rx.el.h2(title, id=f"{id}-titre", class_name="ef-dialog-title")
    text = rx.el.div(*children, class_name="ef-dialog-text")
    return Modal.create(heading, text, shown=shown, identifier=id, on_dismiss=on_dismiss)
