"""The parts of « Profil » that protect the account: password, second factor, passkeys, sessions."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.identity.components import new_password
from espace_factures.profile.service.keys import LONGEST_NAME
from espace_factures.profile.state.protection import ProtectionState, SessionsState
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.native import native_form, page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = ProtectionState  # on a page its attributes are Vars
SESSIONS: Any = SessionsState
ERRORS = STATE.errors


def password_card() -> rx.Component:
    """Another password."""
    form = page_form(
        stack(
            _current("current"),
            *new_password(STATE, ERRORS, "Nouveau mot de passe"),
            actions(button.secondary("Changer le mot de passe", type="submit")),
        ),
        on_submit=STATE.change_password,
        key=STATE.changes.to_string(),
    )
    return card.card(
        *_said("motdepasse"),
        disclosure("Changer de mot de passe", form),
        title="Mot de passe",
    )


def totp_card() -> rx.Component:
    """One-time passwords of an application, and the recovery codes."""
    return card.card(
        *_said("etapes"),
        stack(
            rx.cond(
                STATE.has_totp,
                badge.badge("Activée", "done"),
                rx.el.p(
                    "Après votre mot de passe, un code de votre application d’authentification est demandé : "
                    "un mot de passe volé ne suffit plus."
                ),
            ),
            recovery_codes(),
            rx.cond(STATE.has_totp, _totp_on(), _totp_off()),
        ),
        title="Vérification en deux étapes",
    )


def _totp_off() -> rx.Component:
    begin = actions(button.secondary("Activer la vérification en deux étapes", on_click=STATE.begin_totp))
    return rx.cond(STATE.enrolment.picture, _enrolment(), begin)


def _enrolment() -> rx.Component:
    return page_form(
        stack(
            rx.el.p("Scannez ce code avec votre application d’authentification, puis saisissez les 6 chiffres."),
            rx.el.img(src=STATE.enrolment.picture, alt="QR code à scanner", class_name="ef-qr"),
            rx.el.p("Ou recopiez cette clé : ", rx.el.code(STATE.enrolment.typed, class_name="break-words")),
            fields.text_field(
                "totp_code",
                "Code de l’application",
                autocomplete="one-time-code",
                inputmode="numeric",
                error=ERRORS["totp_code"],
                required=True,
            ),
            _current("totp_current"),
            actions(button.primary("Confirmer l’activation", type="submit")),
        ),
        on_submit=STATE.turn_on,
    )


def _totp_on() -> rx.Component:
    renew = page_form(
        stack(_current("codes_current"), actions(button.secondary("Faire d’autres codes de secours", type="submit"))),
        on_submit=STATE.renew_codes,
    )
    stop = page_form(
        stack(_current("totp_current"), actions(button.danger("Désactiver", type="submit"))),
        on_submit=STATE.turn_off,
    )
    return stack(
        rx.el.p("Codes de secours restants : ", rx.el.strong(STATE.codes_left)),
        disclosure("Renouveler les codes de secours", renew),
        disclosure("Désactiver la vérification en deux étapes", stop),
    )


def recovery_codes() -> rx.Component:
    """The recovery codes, once."""
    return rx.cond(STATE.recovery.length() > 0, _recovery())


def _recovery() -> rx.Component:
    codes = rx.foreach(STATE.recovery, lambda code: rx.el.li(rx.el.code(code)))
    listed = rx.el.ul(codes, class_name="ef-codes", data_testid="secours")
    return alert.alert(
        rx.el.p("Chacun sert une fois, si vous perdez votre appareil. Ils ne seront plus montrés."),
        listed,
        title="Vos codes de secours",
        tone="waiting",
    )


def passkeys_card() -> rx.Component:
    """The keys of the person's devices."""
    add = native_form(
        stack(
            fields.text_field(
                "nom", "Nom de la clé d’accès", hint="Par exemple « Mon téléphone ».", max_length=LONGEST_NAME
            ),
            fields.password_field("cle_actuel", "Mot de passe actuel", autocomplete="current-password", required=True),
            rx.el.input(type="hidden", name="cle", default_value=""),
            actions(button.secondary("Ajouter une clé d’accès", type="submit")),
            rx.el.p("", role="alert", hidden=True, class_name="ef-field-error"),
        ),
        action=native(routes.POST_PASSKEY_NEW),
        custom_attrs={"data-cle": native(routes.POST_PASSKEY_NEW_CHALLENGE), "data-cle-nouvelle": ""},
    )
    return card.card(
        *_said("cles"),
        stack(
            rx.el.p("Une clé d’accès remplace le mot de passe : empreinte, visage ou code de votre appareil."),
            rx.cond(STATE.keys.length() > 0, rx.el.ul(rx.foreach(STATE.keys, _key), class_name="ef-stack")),
            add,
        ),
        title="Clés d’accès",
    )


def _key(row: Any) -> rx.Component:
    form = page_form(
        stack(
            rx.el.input(type="hidden", name="key_number", value=row.number, read_only=True),
            rx.el.label(
                rx.el.span("Mot de passe actuel", class_name="ef-field-label"),
                rx.el.input(
                    type="password",
                    name="key_current",
                    auto_complete="current-password",
                    class_name="input ef-field-input",
                ),
            ),
            rx.cond(ERRORS["key_current"], rx.el.p(ERRORS["key_current"], role="alert", class_name="ef-field-error")),
            actions(button.danger("Retirer la clé d’accès", type="submit")),
        ),
        on_submit=STATE.remove_key,
    )
    return rx.el.li(
        rx.el.p(rx.el.strong(row.name, class_name="break-words")),
        rx.el.p(row.trace, class_name="ef-field-hint"),
        disclosure("Retirer cette clé", form),
    )


def sessions_card() -> rx.Component:
    """Where the person is signed in."""
    return card.card(
        alert.live_alert(SESSIONS.alert, "refused"),
        rx.el.ul(rx.foreach(SESSIONS.rows, _session), class_name="ef-stack", data_testid="sessions"),
        title="Sessions ouvertes",
    )


def _session(row: Any) -> rx.Component:
    leave = button.secondary(
        "Déconnecter", on_click=SESSIONS.close(row.number), aria_label="Déconnecter " + row.device + ", " + row.trace
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.el.strong(row.device)),
            rx.el.p(row.trace, class_name="ef-field-hint"),
        ),
        rx.cond(row.is_here, badge.badge("Cet appareil", "progress"), leave),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def _said(about: str) -> list[rx.Component]:
    """What became of the last gesture, in the part of the page that it was made in."""
    here = STATE.about == about
    return [
        rx.cond(here, alert.focused(STATE.notice, f"{about}-fait")),
        rx.cond(here, error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals, f"{about}-refus")),
    ]


def _current(name: str) -> rx.Component:
    return fields.password_field(
        name, "Mot de passe actuel", autocomplete="current-password", error=ERRORS[name], required=True
    )
