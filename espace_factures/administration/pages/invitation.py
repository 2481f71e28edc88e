"""« Inviter un agent »."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration import components
from espace_factures.administration.presenter.agents import role_choices
from espace_factures.administration.state.invitation import InvitationState
from espace_factures.shell import layout
from espace_factures.ui import button, card, error_summary, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = InvitationState  # on a page its attributes are Vars
ERRORS = STATE.errors


def invitation() -> rx.Component:
    """The page."""
    return layout.admin_page(
        stack(
            error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
            rx.cond(STATE.is_loaded, card.card(_form()), skeleton(6)),
            narrow=True,
        ),
        title="Inviter un agent",
        lead="Qui a déjà un compte provincial reçoit le rôle tout de suite. Sinon, un courriel l’invite à en créer un.",
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Agents", routes.ADMIN_AGENTS),
            ("Inviter un agent", routes.ADMIN_AGENT_NEW),
        ],
        current=routes.ADMIN_AGENTS,
    )


def _form() -> rx.Component:
    return page_form(
        stack(
            fields.text_field(
                "email",
                "Courriel de l’agent",
                type="email",
                autocomplete="off",
                hint="Son adresse professionnelle.",
                error=ERRORS["email"],
                required=True,
            ),
            components.role_choice(role_choices(), ERRORS["role"], STATE.choose),
            rx.cond(STATE.asks_directions, components.direction_boxes(STATE.boxes, ERRORS["directions"])),
            actions(
                button.primary("Envoyer l’invitation", type="submit"),
                button.link_button("Annuler", routes.ADMIN_AGENTS, "secondary"),
            ),
        ),
        on_submit=STATE.invite,
        id="invitation",
    )
