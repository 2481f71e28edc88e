"""« Profil »: who the person is, where to reach them, what protects their account."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.identity.forms import NAME_LENGTH
from espace_factures.profile.components import contacts_card, contacts_feedback
from espace_factures.profile.pages.protection import passkeys_card, password_card, sessions_card, totp_card
from espace_factures.profile.state.profile import ProfileState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.web.me import Me

STATE: Any = ProfileState  # on a page its attributes are Vars
ERRORS = STATE.errors


def profile() -> rx.Component:
    """The page."""
    return layout.page(
        stack(
            alert.focused(STATE.notice, "profil-fait"),
            error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals, "profil-refus"),
            contacts_feedback(),
            rx.cond(
                STATE.is_loaded,
                stack(
                    _identity(),
                    contacts_card(),
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


def _linked() -> rx.Component:
    return card.card(
        rx.el.p("NC Connect ouvre votre compte."),
        actions(button.secondary("Ne plus relier NC Connect", on_click=STATE.unlink)),
        title="NC Connect",
    )


def _line(name: str, label: str, value: fields.Text, **options: Any) -> rx.Component:
    return fields.text_field(name, label, value=value, error=ERRORS[name], required=True, **options)
