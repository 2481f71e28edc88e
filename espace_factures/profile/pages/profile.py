"""« Profil »: who the person is, where to reach them, what protects their account."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.identity.forms import NAME_LENGTH
from espace_factures.profile.pages.protection import passkeys_card, password_card, sessions_card, totp_card
from espace_factures.profile.state.profile import ProfileState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.web.me import Me

STATE: Any = ProfileState  # on a page its attributes are Vars
ERRORS = STATE.errors
CODE = "Saisissez le code à 4 chiffres"


def profile() -> rx.Component:
    """The page."""
    return layout.page(
        stack(
            alert.focused(STATE.notice, "profil-fait"),
            error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals, "profil-refus"),
            rx.cond(
                STATE.is_loaded,
                stack(
                    _identity(),
                    _contacts(),
                    password_card(),
                    totp_card(),
                    passkeys_card(),
                    rx.cond(STATE.has_identity & Me.has_identities, _linked()),
                    sessions_card(),
                ),
                skeleton(8),
            ),
            narrow=True,
        ),
        title="Profil",
        lead="Votre identité, vos contacts, et ce qui protège votre compte.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Profil", routes.PROFILE)],
    )


def _identity() -> rx.Component:
    form = page_form(
        stack(
            fields.choice_field(
                "civility",
                "Civilité",
                [("Mme", "Madame"), ("M.", "Monsieur")],
                value=STATE.civility,
                error=ERRORS["civility"],
            ),
            _line("first_name", "Prénom", STATE.first_name, autocomplete="given-name", max_length=NAME_LENGTH),
            _line("last_name", "Nom", STATE.last_name, autocomplete="family-name", max_length=NAME_LENGTH),
            _line("birth_date", "Date de naissance", STATE.born, type="date", autocomplete="bday"),
            actions(button.secondary("Enregistrer mon identité", type="submit")),
        ),
        on_submit=STATE.correct_person,
        key=STATE.first_name + STATE.last_name + STATE.born + STATE.civility,
    )
    facts = card.facts(
        [
            ("Civilité", STATE.civility),
            ("Prénom", STATE.first_name),
            ("Nom", STATE.last_name),
            ("Date de naissance", STATE.birth_date),
        ]
    )
    return card.card(facts, disclosure("Corriger mon identité", form), title="Votre identité")


def _contacts() -> rx.Component:
    mobile = rx.cond(STATE.mobile, _proved(STATE.mobile, STATE.has_mobile), "Non indiqué")
    preferred = rx.cond(STATE.contact == "sms", "Par SMS", "Par courriel")
    return card.card(
        stack(
            card.facts(
                [
                    ("Courriel", _proved(STATE.email, STATE.has_email)),
                    ("Mobile", mobile),
                    ("Contact préférentiel", preferred),
                ]
            ),
            _email(),
            _mobile(),
            _preferred(),
        ),
        title="Vos contacts",
    )


def _email() -> rx.Component:
    ask = page_form(
        stack(
            fields.text_field(
                "email", "Nouveau courriel", type="email", autocomplete="email", error=ERRORS["email"], required=True
            ),
            actions(button.secondary("Envoyer le code au nouveau courriel", type="submit")),
        ),
        on_submit=STATE.ask_email,
    )
    confirm = _code_form("email_code", "Confirmer le courriel", STATE.email_asked, STATE.confirm_email)
    return rx.cond(STATE.email_step, confirm, disclosure("Changer de courriel ou le confirmer", ask))


def _mobile() -> rx.Component:
    ask = page_form(
        stack(
            fields.text_field(
                "mobile",
                "Numéro de mobile",
                type="tel",
                autocomplete="tel",
                value=STATE.mobile,
                key="m" + STATE.mobile,
                hint="Par exemple 75.12.34.",
                error=ERRORS["mobile"],
                required=True,
            ),
            actions(button.secondary("Envoyer le code par SMS", type="submit")),
        ),
        on_submit=STATE.ask_mobile,
    )
    confirm = _code_form("mobile_code", "Confirmer le mobile", STATE.mobile_asked, STATE.confirm_mobile)
    return rx.cond(STATE.mobile_step, confirm, disclosure("Changer de mobile ou le confirmer", ask))


def _preferred() -> rx.Component:
    form = page_form(
        stack(
            fields.choice_field(
                "preferred_contact",
                "Où recevoir vos codes",
                [("email", "Par courriel"), ("sms", "Par SMS")],
                value=STATE.contact,
                error=ERRORS["preferred_contact"],
            ),
            actions(button.secondary("Enregistrer ce choix", type="submit")),
        ),
        on_submit=STATE.prefer,
        key=STATE.contact,
    )
    return disclosure("Changer de contact préférentiel", form)


def _linked() -> rx.Component:
    return card.card(
        rx.el.p("NC Connect ouvre votre compte."),
        actions(button.secondary("Ne plus relier NC Connect", on_click=STATE.unlink)),
        title="NC Connect",
    )


def _line(name: str, label: str, value: fields.Text, **options: Any) -> rx.Component:
    return fields.text_field(name, label, value=value, error=ERRORS[name], required=True, **options)


def _code_form(name: str, label: str, place: fields.Text, on_submit: Any) -> rx.Component:
    field = fields.code_field(name, CODE, hint="Valable 10 minutes.", error=ERRORS[name], required=True)
    return page_form(
        stack(
            rx.el.p("Un code a été envoyé : ", rx.el.strong(place, class_name="ef-address"), "."),
            field,
            actions(
                button.primary(label, type="submit"),
                button.secondary("Renvoyer le code", on_click=STATE.resend),
                button.secondary("Recommencer", on_click=STATE.begin_again),
            ),
        ),
        on_submit=on_submit,
    )


def _proved(value: fields.Text, is_proved: rx.Var[bool]) -> rx.Component:
    mark = rx.cond(is_proved, badge.badge("Confirmé", "done"), badge.badge("À confirmer", "waiting"))
    return rx.el.span(rx.el.span(value, class_name="ef-address"), mark, class_name="flex flex-wrap items-center gap-2")
