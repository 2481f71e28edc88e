"""« Connexion à votre compte provincial »: a form the browser posts itself, so that the answer can set the cookie."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.accounts.state import SignInState
from espace_factures.ui import alert, button, card, fields, layout
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, stack
from espace_factures.web.origin import native

STATE: Any = SignInState  # on a page its attributes are Vars


def sign_in() -> rx.Component:
    """The sign-in page."""
    return layout.page(
        stack(
            alert.live_alert(STATE.notice, "info"),
            alert.live_alert(STATE.refusal, "refused"),
            card.card(_form()),
            rx.el.p(
                button.text_link("Besoin d'un compte pour faire vos démarches en ligne ?", routes.HELP_FIRST_CONNECTION)
            ),
            narrow=True,
        ),
        title="Connexion à votre compte provincial",
    )


def _form() -> rx.Component:
    return native_form(
        stack(
            rx.el.input(type="hidden", name="suite", value=STATE.wanted, read_only=True),
            fields.text_field(
                "email",
                "Courriel",
                type="email",
                autocomplete="username",
                value=STATE.typed_email,
                required=True,
                key=STATE.typed_email,
            ),
            fields.password_field("password", "Mot de passe", autocomplete="current-password", required=True),
            actions(
                button.primary("Se connecter", type="submit"),
                button.link_button("S'inscrire", STATE.sign_up, kind="secondary"),
            ),
            rx.el.p(button.text_link("Mot de passe oublié ?", routes.FORGOTTEN_PASSWORD)),
        ),
        action=native(routes.POST_SIGN_IN),
    )
