"""What is wrong in the house, first on an administrator's board."""

from typing import Any

import reflex as rx

from espace_factures.administration.state.alarms import AlarmsState
from espace_factures.ui import alert, button

STATE: Any = AlarmsState  # on a page its attributes are Vars


def alarms() -> rx.Component:
    """The alerts; nothing when all goes well."""
    rows = rx.el.ul(rx.foreach(STATE.rows, _alarm), class_name="ef-stack", aria_label="Alertes", data_testid="alertes")
    return rx.cond(STATE.rows, rows)


def _alarm(row: Any) -> rx.Component:
    action = button.link_button(row.action, row.href, "secondary")
    return rx.el.li(alert.alert(row.words, tone="waiting", title=row.title, action=action))
