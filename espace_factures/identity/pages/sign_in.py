"""« Connexion à votre compte provincial »: a form the browser posts itself, so that the answer can set the cookie."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.identity.components import kept_here, passkey_form
from espace_factures.identity.state.sign_in import SecondFactorState, SignInState
from espace_factures.shell import layout
from espace_factures.shell.captcha import captcha
from espace_factures.shell.first_words import first_words
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.native import native_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.words import PASSKEY
from espace_factures.web.me import Me

STATE: Any = SignInState  # on a page its attributes are Vars
FACTOR: Any = SecondFactorState


def sign_in() -> rx.Component:
    """The sign-in page."""
    return layout.page(
        stack(
            alert.live_alert(STATE.notice, "info"),
            first_words(STATE.refusal),
            error_summary.refusal(STATE.refusal),
            card.card(_form()),
            card.card(_otherwise(), title="Se connecter autrement"),
            rx.el.p(
                button.text_link("Besoin d'un compte pour faire vos démarches en ligne ?", routes.HELP_FIRST_CONNECTION)
            ),
            rx.cond(STATE.guides, _demonstration()),
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
            rx.cond(STATE.must_solve, captcha("")),
            actions(
                button.primary("Se connecter", type="submit"),
                button.link_button("S'inscrire", STATE.sign_up, kind="secondary"),
            ),
            rx.el.p(button.text_link("Mot de passe oublié ?", routes.FORGOTTEN_PASSWORD), class_name="ef-alone"),
        ),
        action=native(routes.POST_SIGN_IN),
    )


def _otherwise() -> rx.Component:
    away = rx.el.a("NC Connect", href=STATE.identity, reload_document=True, class_name="btn ef-btn-quiet")
    return actions(passkey_form(PASSKEY, STATE.wanted), rx.cond(Me.has_identities, away))


def _demonstration() -> rx.Component:
    """With which accounts to try the portal, and where what it sends arrives."""
    return disclosure(
        "Démonstration : avec quel compte essayer ?",
        stack(
            rx.el.p("Tous ont le mot de passe ", rx.el.strong(STATE.opens_with), "."),
            rx.el.ul(rx.foreach(STATE.guides, _guide), class_name="list-disc ps-5"),
            kept_here(),
        ),
    )


def _guide(guide: Any) -> rx.Component:
    return rx.el.li(rx.el.strong(guide.email, class_name="break-words"), " ", guide.does)


def second_factor() -> rx.Component:
    """The second step: a code of an application, a recovery code, or a passkey."""
    return layout.page(
        stack(
            first_words(FACTOR.refusal),
            error_summary.refusal(FACTOR.refusal),
            card.card(_factor_form()),
            card.card(passkey_form(PASSKEY, FACTOR.wanted, "verification"), title="Vous avez une clé d’accès ?"),
            rx.el.p(button.text_link("Recommencer la connexion", routes.SIGN_IN), class_name="ef-alone"),
            narrow=True,
        ),
        title="Vérification en deux étapes",
        lead="Entrez aussi un code, en plus du mot de passe.",
    )


def _factor_form() -> rx.Component:
    return native_form(
        stack(
            rx.el.input(type="hidden", name="suite", value=FACTOR.wanted, read_only=True),
            fields.text_field(
                "code",
                "Code de vérification",
                hint="Les 6 chiffres de votre application, ou un de vos codes de secours.",
                autocomplete="one-time-code",
                required=True,
            ),
            actions(button.primary("Valider", type="submit")),
        ),
        action=native(routes.POST_SECOND_FACTOR),
    )
