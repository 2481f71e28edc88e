"""« S'inscrire »: the person, where to reach them, and a password."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.identity.components import password_with_rules
from espace_factures.identity.forms import NAME_LENGTH
from espace_factures.identity.state.sign_up import SignUpState
from espace_factures.shell import layout
from espace_factures.shell.captcha import captcha
from espace_factures.shell.first_words import first_words
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = SignUpState  # on a page its attributes are Vars
ERRORS = STATE.errors
KNOWN = "NC Connect a rempli ce formulaire. Vérifiez-le : NC Connect sera relié au compte que vous créez."


def sign_up() -> rx.Component:
    """The sign-up page."""
    return layout.page(
        stack(
            rx.cond(STATE.is_known, alert.alert(KNOWN, tone="info")),
            first_words(STATE.alert),
            fields.error_summary(ERRORS, STATE.alert, STATE.refusals),
            card.card(_form()),
            narrow=True,
        ),
        title="Créer votre compte provincial",
        lead="Un seul compte pour toutes vos démarches en ligne. Un code vous sera envoyé pour l’activer.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("S'inscrire", routes.SIGN_UP)],
    )


def _form() -> rx.Component:
    return page_form(
        stack(
            *_identity(),
            *_contact(),
            password_with_rules(STATE, ERRORS, "Mot de passe"),
            captcha(ERRORS["captcha"]),
            fields.check_field(
                "terms",
                "J’accepte les conditions d’utilisation des services en ligne",
                error=ERRORS["terms"],
                hint=_terms(),
                required=True,
            ),
            actions(button.primary("S'inscrire", type="submit")),
        ),
        on_submit=STATE.submit,
        action=routes.POST_SIGN_UP,
    )


def _terms() -> rx.Component:
    """In a window of its own: what is typed stays."""
    return rx.el.a(
        "Lire les conditions d’utilisation (nouvelle fenêtre)",
        href=routes.TERMS,
        target="_blank",
        class_name="ef-text-link",
    )


def _identity() -> list[rx.Component]:
    return [
        fields.choice_field(
            "civility", "Civilité", [("Mme", "Madame"), ("M.", "Monsieur")], error=ERRORS["civility"], required=True
        ),
        fields.text_field(
            "first_name",
            "Prénom",
            value=STATE.first_name,
            key="p" + STATE.first_name,
            autocomplete="given-name",
            max_length=NAME_LENGTH,
            error=ERRORS["first_name"],
            required=True,
        ),
        fields.text_field(
            "last_name",
            "Nom",
            value=STATE.last_name,
            key="n" + STATE.last_name,
            autocomplete="family-name",
            max_length=NAME_LENGTH,
            error=ERRORS["last_name"],
            required=True,
        ),
        fields.text_field(
            "birth_date",
            "Date de naissance",
            type="date",
            value=STATE.birth_date,
            key="d" + STATE.birth_date,
            autocomplete="bday",
            error=ERRORS["birth_date"],
            required=True,
        ),
    ]


def _contact() -> list[rx.Component]:
    return [
        fields.text_field(
            "email",
            "Courriel",
            type="email",
            autocomplete="email",
            value=STATE.email,
            key="e" + STATE.email,
            hint="Il sera votre identifiant.",
            error=ERRORS["email"],
            required=True,
        ),
        fields.text_field(
            "mobile",
            "Mobile",
            type="tel",
            autocomplete="tel",
            hint="Facultatif, sauf pour recevoir les codes par SMS. Par exemple 75.12.34.",
            error=ERRORS["mobile"],
        ),
        fields.choice_field(
            "preferred_contact",
            "Comment vous joindre ?",
            [("email", "Par courriel"), ("sms", "Par SMS")],
            value="email",
            error=ERRORS["preferred_contact"],
        ),
    ]
