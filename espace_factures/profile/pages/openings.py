"""« Ce qui ouvre votre compte »: the page after a new password, where a thief's way in is taken away."""

from typing import Any

import reflex as rx

from espace_factures.profile.state.openings import OpeningsState
from espace_factures.shell import layout
from espace_factures.ui import button, card, error_summary
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = OpeningsState  # on a page its attributes are Vars


def openings() -> rx.Component:
    """The page."""
    return layout.page(
        stack(
            error_summary.refusal(STATE.alert),
            rx.cond(STATE.is_loaded, card.card(_form()), skeleton(4)),
            narrow=True,
        ),
        title="Ce qui ouvre votre compte",
        lead="Votre mot de passe est nouveau. Voici tout le reste de ce qui ouvre votre compte.",
    )


def _form() -> rx.Component:
    words = (
        "Gardez ce que vous reconnaissez. Ce qui n’est pas coché est retiré : si quelqu’un est entré dans votre "
        "compte, il n’y reviendra pas par là."
    )
    return page_form(
        stack(
            rx.el.p(words),
            rx.el.fieldset(
                rx.el.legend("À garder", class_name="ef-field-label"),
                rx.el.ul(rx.foreach(STATE.rows, _row), class_name="ef-stack", data_testid="acces"),
            ),
            actions(button.primary("Garder ce qui est coché, retirer le reste", type="submit")),
        ),
        on_submit=STATE.keep,
    )


def _row(row: Any) -> rx.Component:
    box = rx.el.input(type="checkbox", name=row.name, default_checked=row.is_kept, class_name="checkbox")
    text = rx.el.span(
        rx.el.strong(row.label, class_name="break-words"), rx.el.span(row.trace, class_name="ef-field-hint block")
    )
    return rx.el.li(rx.el.label(box, text, class_name="ef-choice"))
