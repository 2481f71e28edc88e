"""An outline drawing beside a word, hidden from readers."""

import reflex as rx

from espace_factures.ui.icon_paths import PATHS


def icon(name: str, *, large: bool = False) -> rx.Component:
    """Draw one of Lucide's outlines at the size of the text, or half as large again."""
    return rx.el.svg(
        rx.el.path(d=PATHS[name]),
        view_box="0 0 24 24",
        class_name="ef-ico ef-ico-large" if large else "ef-ico",
        aria_hidden="true",
        custom_attrs={"focusable": "false"},
    )
