"""What the pages of a code and of a password share."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.identity.service.codes import LOST
from espace_factures.ui import alert, button, card, countdown, fields
from espace_factures.ui.icon import icon
from espace_factures.ui.native import WAITS_FOR_PAGE, native_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.words import rule, rules
from espace_factures.web.me import Me

CODE_LABEL = "Saisissez le code validation à 4 chiffres"


def sent_to(state: Any, then: str) -> rx.Component:
    """Where the code went, and what it is for."""
    said = rx.el.p(
        "Un code vous a été envoyé ",
        rx.cond(state.by_text, "par SMS au ", "sur votre adresse "),
        rx.el.strong(state.place, class_name="break-words"),
        ". ",
        then,
    )
    return rx.cond(state.place, said)


def kept_here() -> rx.Component:
    """Where the codes of a demonstration are; nothing elsewhere."""
    mailbox = rx.el.a("la boîte aux lettres du portail", href=Me.mailbox, target="_blank", class_name="ef-text-link")
    return rx.cond(Me.mailbox, alert.alert(rx.el.span("Démonstration : les codes arrivent dans ", mailbox, ".")))


def lost(again: str) -> rx.Component:
    """Nothing was asked, or it is too late: the way back to the beginning."""
    return card.card(stack(alert.alert(LOST, tone="waiting"), actions(button.link_button("Recommencer", again))))


def code(error: fields.Text | None = None) -> rx.Component:
    """The four boxes of the code."""
    return fields.code_field("code", CODE_LABEL, hint="Valable 10 minutes.", error=error, required=True)


def resend(state: Any) -> rx.Component:
    """« Renvoyer le code »."""
    return actions(countdown.after(state.wait, "Renvoyer le code", state.resend))


def new_password(state: Any, errors: Any, label: str) -> list[rx.Component]:
    """A password typed twice."""
    return [
        password_with_rules(state, errors, label),
        fields.password_field(
            "confirmation",
            "Confirmation du mot de passe",
            autocomplete="new-password",
            error=errors["confirmation"],
            required=True,
        ),
    ]


def password_with_rules(state: Any, errors: Any, label: str) -> rx.Component:
    """A new password, its rules ticking as one types."""
    return rx.el.div(
        fields.password_field(
            "password",
            label,
            hint="Une phrase de quatre mots convient.",
            autocomplete="new-password",
            error=errors["password"],
            required=True,
            on_change=state.weigh.debounce(150),
        ),
        rx.el.div(rules(rx.foreach(state.claims, _claim)), class_name="mt-3"),
    )


def _claim(claim: Any) -> rx.Component:
    return rule(claim.words, claim.is_kept)


def passkey_form(label: str, wanted: fields.Text, step: str = "") -> rx.Component:
    """A button that asks the browser for a key (assets/cles.js), and posts what it signed."""
    return native_form(
        rx.el.input(type="hidden", name="suite", value=wanted, read_only=True),
        rx.el.input(type="hidden", name="etape", value=step, read_only=True),
        rx.el.input(type="hidden", name="cle", default_value=""),
        rx.el.button(icon("key-round"), label, type="submit", class_name="btn ef-btn-quiet"),
        rx.el.p("", role="alert", hidden=True, class_name="ef-field-error mt-2"),
        action=native(routes.POST_PASSKEY),
        custom_attrs=WAITS_FOR_PAGE | {"data-cle": native(routes.POST_PASSKEY_CHALLENGE)},
    )
