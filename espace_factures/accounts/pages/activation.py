"""The code that activates the account, typed once."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.accounts.state import ActivationState
from espace_factures.ui import alert, button, card, fields, layout
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, stack
from espace_factures.web.origin import native

STATE: Any = ActivationState  # on a page its attributes are Vars


def activation() -> rx.Component:
    """The page of the code."""
    return layout.page(
        stack(
            alert.live_alert(STATE.notice, "done"),
            alert.live_alert(STATE.refusal, "refused"),
            alert.live_alert(STATE.alert, "refused"),
            card.card(stack(_sentence(), _form(), _resend())),
            narrow=True,
        ),
        title="Activez votre compte provincial",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Activer votre compte", routes.ACTIVATION)],
    )


def _sentence() -> rx.Component:
    return rx.el.p(
        "Un code vous a été envoyé sur votre adresse ",
        rx.el.strong(STATE.email),
        ". Saisissez-le ici pour activer votre compte.",
    )


def _form() -> rx.Component:
    return native_form(
        stack(
            rx.el.input(type="hidden", name="demande", value=STATE.ticket, read_only=True),
            rx.el.input(type="hidden", name="suite", value=STATE.wanted, read_only=True),
            fields.text_field(
                "code",
                "Saisissez le code validation à 4 chiffres",
                hint="Valable 10 minutes.",
                autocomplete="one-time-code",
                inputmode="numeric",
                max_length=4,
                required=True,
            ),
            actions(button.primary("Valider", type="submit")),
        ),
        action=native(routes.POST_ACTIVATION),
    )


def _resend() -> rx.Component:
    return rx.el.div(button.secondary("Renvoyer le code", on_click=STATE.resend))
