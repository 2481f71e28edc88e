"""The contacts of an account, on « Profil » and wherever one must be proved first."""

from typing import Any

import reflex as rx

from espace_factures.core.words import NBSP
from espace_factures.profile.state.contacts import ContactsState
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = ContactsState  # on a page its attributes are Vars
ERRORS = STATE.errors
CODE = "Saisissez le code à 4 chiffres"
SMS_RISK = f"Un SMS peut être lu par qui détourne votre ligne{NBSP}; une application ou une clé d’accès est plus sûre."


def contacts_feedback() -> rx.Component:
    """What was done, or refused."""
    return rx.fragment(
        alert.focused(STATE.notice, "contacts-fait"),
        error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals, "contacts-refus"),
    )


def contacts_card() -> rx.Component:
    """What they are, and the gestures that change them."""
    preferred = rx.cond(STATE.contact == "sms", "Par SMS", "Par courriel")
    return card.card(
        stack(
            card.facts([*contact_facts(), ("Contact préférentiel", preferred)]),
            rx.cond(STATE.email_step, _email_code(), disclosure("Changer de courriel ou le confirmer", _email_form())),
            rx.cond(STATE.mobile_step, _mobile_code(), disclosure("Changer de mobile ou le confirmer", _mobile_form())),
            _preferred(),
        ),
        title="Vos contacts",
    )


def contacts_to_prove() -> rx.Component:
    """The contacts that are still to be proved, one after the other, with the gesture that proves each."""
    email = rx.cond(STATE.email_step, _email_code(), _email_form("Votre courriel", "Envoyer un code à ce courriel"))
    mobile = rx.cond(STATE.mobile_step, _mobile_code(), _mobile_form())
    words = (
        "Votre courriel et votre mobile sont confirmés chacun par un code avant l’envoi de la demande : la Province "
        "sait ainsi à qui elle écrit. Ce que vous tapez plus bas est gardé."
    )
    asked = card.card(
        stack(rx.el.p(words), rx.cond(STATE.has_email, mobile, email)),
        title="Confirmez d’abord vos contacts",
    )
    return rx.cond(STATE.has_email & STATE.has_mobile, rx.fragment(), asked)


def contact_facts() -> list[tuple[str, Any]]:
    """Each contact, and whether it is proved."""
    mobile = rx.cond(STATE.mobile, _proved(STATE.mobile, STATE.has_mobile), "Non indiqué")
    return [("Courriel", _proved(STATE.email, STATE.has_email)), ("Mobile", mobile)]


def _email_form(label: str = "Nouveau courriel", words: str = "Envoyer le code au nouveau courriel") -> rx.Component:
    field = fields.text_field(
        "email",
        label,
        type="email",
        autocomplete="email",
        value=rx.cond(STATE.has_email, "", STATE.email),
        key="e" + STATE.email,
        error=ERRORS["email"],
        required=True,
    )
    return page_form(stack(field, actions(button.secondary(words, type="submit"))), on_submit=STATE.ask_email)


def _email_code() -> rx.Component:
    return _code_form("email_code", "Confirmer le courriel", STATE.email_asked, STATE.confirm_email)


def _mobile_form() -> rx.Component:
    field = fields.text_field(
        "mobile",
        "Numéro de mobile",
        type="tel",
        autocomplete="tel",
        value=STATE.mobile,
        key="m" + STATE.mobile,
        hint="Par exemple 75.12.34.",
        error=ERRORS["mobile"],
        required=True,
    )
    send = button.secondary("Envoyer le code par SMS", type="submit")
    return page_form(stack(field, actions(send)), on_submit=STATE.ask_mobile)


def _mobile_code() -> rx.Component:
    return _code_form("mobile_code", "Confirmer le mobile", STATE.mobile_asked, STATE.confirm_mobile)


def _preferred() -> rx.Component:
    form = page_form(
        stack(
            fields.choice_field(
                "preferred_contact",
                "Où recevoir vos codes",
                [("email", "Par courriel"), ("sms", "Par SMS")],
                value=STATE.contact,
                hint=SMS_RISK,
                error=ERRORS["preferred_contact"],
            ),
            actions(button.secondary("Enregistrer ce choix", type="submit")),
        ),
        on_submit=STATE.prefer,
        key=STATE.contact,
    )
    return disclosure("Changer de contact préférentiel", form)


def _code_form(name: str, label: str, place: fields.Text, on_submit: Any) -> rx.Component:
    field = fields.code_field(name, CODE, hint="Valable 10 minutes.", error=ERRORS[name], required=True)
    return page_form(
        stack(
            rx.el.p("Un code a été envoyé : ", rx.el.strong(place, class_name="ef-address"), "."),
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
