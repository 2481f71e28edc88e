"""« Mot de passe oublié »: the address, then the code and the new password."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.identity.components import code, kept_here, lost, new_password, resend
from espace_factures.identity.state.recovery import DONE, NewPasswordState, RecoveryState
from espace_factures.shell import layout
from espace_factures.shell.captcha import captcha
from espace_factures.shell.first_words import first_words
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.native import in_browser, native_form, page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = RecoveryState  # on a page its attributes are Vars
CODE: Any = NewPasswordState
TITLE = "Mot de passe de mon compte provincial perdu"
TRAIL = [("Mes services en ligne", routes.HOME), ("Mot de passe oublié", routes.FORGOTTEN_PASSWORD)]


def forgotten_password() -> rx.Component:
    """The first screen."""
    form = page_form(
        stack(
            fields.text_field(
                "email", "Courriel", type="email", autocomplete="username", error=STATE.errors["email"], required=True
            ),
            captcha(STATE.errors["captcha"]),
            actions(button.primary("Suivant", type="submit")),
        ),
        on_submit=STATE.submit,
        action=routes.POST_FORGOTTEN_PASSWORD,
    )
    return layout.page(
        stack(
            first_words(STATE.alert),
            fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
            card.card(form),
            narrow=True,
        ),
        title=TITLE,
        lead=(
            "Indiquez le courriel principal de votre compte. "
            "Un code vous sera envoyé afin de réinitialiser votre mot de passe."
        ),
        breadcrumb=TRAIL,
    )


def new_password_page() -> rx.Component:
    """The second screen; once the password is changed, a form posted at once opens the session."""
    return layout.page(
        stack(
            alert.live_alert(CODE.notice, "done"),
            fields.error_summary(CODE.errors, CODE.alert, CODE.refusals),
            rx.cond(
                CODE.place,
                stack(card.card(stack(_sentence(), _form(), resend(CODE))), kept_here()),
                rx.cond(CODE.is_read, lost(routes.FORGOTTEN_PASSWORD)),
            ),
            rx.cond(CODE.entry, _entry()),
            narrow=True,
        ),
        title=TITLE,
        breadcrumb=TRAIL,
    )


def _sentence() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Un code vous a été envoyé sur votre adresse ",
            rx.el.strong(CODE.place, class_name="break-words"),
            ". Vous devez le saisir ici afin de pouvoir valider votre nouveau mot de passe.",
        ),
        rx.el.p(
            "Il part par courriel ou par SMS, selon le contact préférentiel de votre compte.",
            class_name="ef-field-hint mt-2",
        ),
    )


def _form() -> rx.Component:
    return page_form(
        stack(
            rx.el.input(
                type="email", name="username", value=CODE.place, auto_complete="username", hidden=True, read_only=True
            ),
            code(CODE.errors["code"]),
            *new_password(CODE, CODE.errors, "Composition du mot de passe"),
            actions(button.primary("Valider", type="submit")),
        ),
        on_submit=CODE.submit,
    )


def _entry() -> rx.Component:
    return native_form(
        rx.el.input(type="hidden", name="jeton", value=CODE.entry, read_only=True),
        rx.el.input(type="hidden", name="suite", value=DONE, read_only=True),
        action=native(routes.POST_ENTRY),
        id="entree",
        on_mount=in_browser("ui/native", "sendForm", "entree"),
    )
