"""Small pieces of text that come back on every page."""

from typing import Any, Final

import reflex as rx

from espace_factures.ui.icon import icon

PASSKEY: Final = "Empreinte, visage ou code de l’appareil (clé d’accès)"
"""How a passkey is called on the button that asks for it."""


def row_link(label: str | rx.Var, href: str | rx.Var, **props: Any) -> rx.Component:
    """What opens the thing a row is about: its number, in bold, never cut."""
    return rx.el.a(label, href=href, class_name="ef-row-link", **props)


def note(*words: Any) -> rx.Component:
    """What accompanies a value, smaller and under it: « Bon de commande BC-26-00871 »."""
    return rx.el.span(*words, class_name="ef-cell-note")


def figures(amount: str | rx.Var) -> rx.Component:
    """An amount inside a text, whose digits keep together."""
    return rx.el.span(amount, class_name="ef-figures")


def rule(words: str | rx.Var, kept: rx.Var | bool) -> rx.Component:
    """A rule that ticks itself as one types: « 12 caractères au moins »."""
    return rx.el.li(
        rx.cond(kept, icon("check"), icon("circle")),
        rx.el.span(words, rx.el.span(rx.cond(kept, " : respectée", " : pas encore"), class_name="sr-only")),
        class_name="ef-rule",
        data_kept=rx.cond(kept, "true", "false"),
    )


def rules(*lines: rx.Component) -> rx.Component:
    """The rules of an answer, under its field."""
    return rx.el.ul(*lines, class_name="ef-rules")
