"""« Confirmez que c’est vous », over any page: a password, or what protects the account besides it."""

from typing import Any

import reflex as rx

from espace_factures.ui import button, error_summary, fields
from espace_factures.ui.icon import icon
from espace_factures.ui.modal import modal
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.words import PASSKEY
from espace_factures.web.proof import FIELD, Proof

STATE: Any = Proof  # on a page its attributes are Vars
ERRORS = STATE.errors


def proof() -> rx.Component:
    """The dialog; each page of the portal has it."""
    return modal(
        rx.el.p("Ce que vous demandez protège votre compte ou votre argent : prouvez d’abord que c’est vous."),
        error_summary.error_summary(None, STATE.alert, STATE.refusals, "preuve-refus"),
        rx.cond(STATE.is_asked, _asked()),
        id="preuve",
        title="Confirmez que c’est vous",
        shown=STATE.is_asked,
        on_dismiss=STATE.cancel,
    )


def _asked() -> rx.Component:
    by_password = _form(_password(), STATE.by_password)
    factors = stack(
        rx.cond(STATE.takes_device, _key()), rx.cond(STATE.takes_digits, _form(_code(), STATE.by_code)), _leave()
    )
    return rx.cond(STATE.takes_device | STATE.takes_digits, factors, stack(by_password, _leave()))


def _password() -> rx.Component:
    return fields.password_field(
        FIELD, "Mot de passe actuel", autocomplete="current-password", error=ERRORS[FIELD], required=True
    )


def _code() -> rx.Component:
    return fields.text_field(
        FIELD,
        "Code de vérification",
        hint="Les 6 chiffres de votre application, ou un de vos codes de secours.",
        autocomplete="one-time-code",
        error=ERRORS[FIELD],
        required=True,
    )


def _form(field: rx.Component, on_submit: Any) -> rx.Component:
    confirm = actions(button.primary("Confirmer", type="submit"))
    return page_form(stack(field, confirm), on_submit=on_submit, key=STATE.times.to_string())


def _key() -> rx.Component:
    """The script of passkeys (assets/cles.js) fills « cle » with what the device signed, then submits again."""
    return page_form(
        rx.el.input(type="hidden", name="cle", default_value=""),
        rx.el.button(icon("key-round"), PASSKEY, type="submit", class_name="btn ef-btn-quiet"),
        rx.el.p("", role="alert", hidden=True, class_name="ef-field-error mt-2"),
        on_submit=STATE.by_key,
        key="cle" + STATE.times.to_string(),
        custom_attrs={"data-options-cle": STATE.key_options},
    )


def _leave() -> rx.Component:
    return actions(button.secondary("Annuler", on_click=STATE.cancel))
