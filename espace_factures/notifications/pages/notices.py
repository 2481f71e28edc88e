"""« Notifications »: what happened to the person's demandes."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.notifications.state.notices import NoticesState
from espace_factures.shell import layout
from espace_factures.ui import badge, button, card
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.stack import stack

STATE: Any = NoticesState  # on a page its attributes are Vars


def notices() -> rx.Component:
    """The page of notices."""
    return layout.page(
        rx.cond(
            STATE.is_loaded,
            rx.cond(
                STATE.rows.length() > 0,
                _rows(),
                empty_state(
                    "Aucune notification",
                    "Un changement de statut ou un message d’un agent s’annoncera ici.",
                    button.link_button("Voir mes demandes", routes.DEMANDES, kind="secondary"),
                    icon="bell",
                ),
            ),
            skeleton(4),
        ),
        title="Notifications",
        lead="Les plus récentes d’abord. Une notification est lue dès que vous ouvrez sa facture ou sa demande.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Notifications", routes.NOTIFICATIONS)],
        action=rx.cond(STATE.has_new, button.secondary("Tout marquer comme lu", on_click=STATE.mark_read)),
    )


def _rows() -> rx.Component:
    listed = rx.el.ul(
        rx.foreach(
            STATE.rows,
            lambda row: rx.el.li(
                rx.el.div(
                    button.text_link(row.title, row.href),
                    rx.cond(row.is_new, badge.badge("Nouveau", "progress")),
                    class_name="flex flex-wrap items-center gap-3",
                ),
                rx.el.p(row.when, class_name="ef-field-hint"),
                class_name="py-3 first:pt-0 last:pb-0",
            ),
        )
    )
    return stack(card.card(listed))
