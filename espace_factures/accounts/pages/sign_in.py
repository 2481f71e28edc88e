"""« Connexion à votre compte provincial »: a form the browser posts itself, so that the answer can set the cookie."""

import reflex as rx

from espace_factures import routes
from espace_factures.accounts.state import SignInState
from espace_factures.ui import alert, button, card, fields, layout
from espace_factures.ui.native import native_form
from espace_factures.web.origin import native


def sign_in() -> rx.Component:
    """The sign-in page."""
    return layout.page(
        rx.el.div(
            alert.live_alert(SignInState.notice, "info"),
            alert.live_alert(SignInState.refusal, "refused"),
            card.card(_form()),
            rx.el.p(
                rx.el.a("Besoin d'un compte pour faire vos démarches en ligne ?", href=routes.HELP_FIRST_CONNECTION),
                class_name="mt-6",
            ),
            class_name="max-w-lg",
        ),
        title="Connexion à votre compte provincial",
    )


def _form() -> rx.Component:
    return native_form(
        rx.el.input(type="hidden", name="suite", value=SignInState.wanted, read_only=True),
        fields.text_field(
            "email",
            "Courriel",
            type="email",
            autocomplete="username",
            value=SignInState.typed_email,
            required=True,
            key=SignInState.typed_email,
        ),
        fields.password_field("password", "Mot de passe", autocomplete="current-password", required=True),
        rx.el.div(
            button.primary("Se connecter", type="submit"),
            button.link_button("S'inscrire", SignInState.sign_up, kind="secondary"),
            class_name="flex flex-wrap gap-3",
        ),
        rx.el.p(rx.el.a("Mot de passe oublié ?", href=routes.FORGOTTEN_PASSWORD), class_name="mt-4"),
        action=native(routes.POST_SIGN_IN),
    )
