"""A question asked before something that matters, in the browser's own dialog."""

from typing import Any

import reflex as rx

from espace_factures.ui.button import secondary
from espace_factures.ui.native import in_browser


def dialog(
    *children: Any,
    id: str,  # noqa: A002
    title: str | rx.Var,
    confirm: rx.Component | None = None,
    cancel: str = "Annuler",
) -> rx.Component:
    """A modal sheet: its title, what is at stake, the way out and the decision."""
    heading = f"{id}-titre"
    buttons = [secondary(cancel, on_click=closes(id)), *([confirm] if confirm else [])]
    return rx.el.dialog(
        rx.el.h2(title, id=heading, class_name="ef-dialog-title"),
        rx.el.div(*children, class_name="ef-dialog-text"),
        rx.el.div(*buttons, class_name="ef-dialog-actions"),
        id=id,
        class_name="ef-dialog",
        aria_labelledby=heading,
    )


def opens(id: str) -> rx.Var:  # noqa: A002
    """The gesture of a button that opens a dialog: `secondary("Retirer", on_click=opens("retrait"))`."""
    return in_browser("ui/native", "openDialog", id)


def closes(id: str) -> rx.Var:  # noqa: A002
    """The gesture that closes a dialog; put it beside the handler: `on_click=[closes("retrait"), State.withdraw]`."""
    return in_browser("ui/native", "closeDialog", id)
