"""The pieces of « Gérer mes établissements »: a sheet by établissement, its members, what can be done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.establishments.presenter import ROLE_CHOICES
from espace_factures.establishments.state import EstablishmentsState
from espace_factures.ui import alert, badge, button, card, dialog, fields
from espace_factures.ui.copy import copy_button
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.words import note

STATE: Any = EstablishmentsState  # on a page its attributes are Vars
ERRORS = STATE.errors
QUESTION = "confirmation"


@dataclass(frozen=True, slots=True)
class Section:
    """What a higher feature shows on the page: drawn when `count` is not 0; `load` reads it, and the page."""

    draw: Callable[[], rx.Component]
    is_loaded: Any
    count: Any
    load: Any


def invited() -> rx.Component:
    """What the person is invited to, first on the page."""
    return rx.foreach(
        STATE.invited,
        lambda row: alert.alert(
            row.words,
            tone="waiting",
            title=row.title,
            action=rx.el.div(
                button.primary("Accepter l’invitation", on_click=STATE.accept(row.public_id)),
                button.secondary("Décliner", on_click=STATE.decline(row.public_id)),
                class_name="flex flex-wrap gap-3",
            ),
        ),
    )


def places() -> rx.Component:
    """Every établissement of the person."""
    return rx.fragment(rx.foreach(STATE.places, _place), question())


def question() -> rx.Component:
    """The confirmation of what cannot be taken back; its words come with the gesture."""
    return dialog.dialog(
        rx.el.p(STATE.asked.words),
        id=QUESTION,
        title=rx.cond(STATE.asked.title, STATE.asked.title, "Un instant…"),
        confirm=button.danger(STATE.asked.button, on_click=[dialog.closes(QUESTION), STATE.confirm]),
    )


def _place(place: Any) -> rx.Component:
    return card.card(
        stack(
            card.facts(
                [
                    ("RIDET", place.ridet),
                    ("Adresse", place.address),
                    ("Activité", place.activity),
                    ("Votre rôle", place.my_role),
                    ("Votre accès", place.my_until),
                ]
            ),
            rx.cond(place.box, _box(place)),
            rx.el.div(
                rx.el.h3("Membres", class_name="mb-2"),
                rx.el.ul(
                    rx.foreach(place.members, lambda member: _member(place, member)),
                    rx.foreach(place.sent, _sent),
                    class_name="divide-y divide-base-300 border-y border-base-300",
                    aria_label="Membres de " + place.name,
                ),
            ),
            rx.cond(place.can_manage & (STATE.inviting == place.id), _invitation()),
            rx.el.div(
                rx.cond(
                    place.can_manage & (STATE.inviting != place.id),
                    button.secondary("Inviter un collègue", icon="mail", on_click=STATE.open_invitation(place.id)),
                ),
                rx.cond(
                    place.can_manage,
                    button.link_button("Accès pour logiciels", routes.SOFTWARE, kind="secondary"),
                ),
                button.secondary(
                    "Quitter l’établissement", on_click=[STATE.ask_leave(place.id), dialog.opens(QUESTION)]
                ),
                class_name="flex flex-wrap gap-3",
            ),
        ),
        title=place.name,
        custom_attrs={"data-testid": "etablissement"},
    )


def _box(place: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h3("Adresse de dépôt", class_name="mb-2"),
        rx.el.p(
            "Envoyez-y vos factures en pièces jointes, depuis le courriel de votre compte : elles deviennent des "
            "brouillons à vérifier, et un courriel vous dit ce que chaque fichier est devenu."
        ),
        rx.el.div(
            rx.el.strong(place.box, class_name="grow min-w-0 wrap-anywhere"),
            copy_button(place.box, "l’adresse de dépôt de " + place.name),
            rx.cond(
                place.can_manage,
                button.secondary(
                    "Changer cette adresse",
                    on_click=[STATE.ask_box(place.id), dialog.opens(QUESTION)],
                    aria_label="Changer cette adresse de " + place.name,
                ),
            ),
            class_name="flex flex-wrap items-center gap-3 mt-3",
        ),
    )


def _member(place: Any, member: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.strong(member.name, rx.cond(member.is_me, " (vous)", "")),
                rx.cond(member.detail, rx.el.div(note(member.detail), class_name="wrap-anywhere")),
                class_name="grow min-w-0",
            ),
            rx.el.div(
                badge.badge(member.role, member.tone),
                rx.cond(member.until, rx.el.div(note(member.until))),
            ),
            rx.cond(place.can_manage & (STATE.edited != member.id), _gestures(member)),
            class_name="flex flex-wrap items-center gap-x-6 gap-y-2",
        ),
        rx.cond(place.can_manage & (STATE.edited == member.id), _rights(member)),
        class_name="py-4",
    )


def _gestures(member: Any) -> rx.Component:
    return rx.el.div(
        button.secondary(
            "Modifier", on_click=STATE.edit(member.id), aria_label="Modifier les droits de " + member.name
        ),
        rx.cond(
            ~member.is_me,
            button.secondary(
                "Retirer l’accès",
                on_click=[STATE.ask_end(member.id), dialog.opens(QUESTION)],
                aria_label="Retirer l’accès de " + member.name,
            ),
        ),
        class_name="flex flex-wrap gap-3",
    )


def _rights(member: Any) -> rx.Component:
    return page_form(
        stack(
            fields.select_field(
                "role", "Rôle", ROLE_CHOICES, value=member.role_value, error=ERRORS["role"], auto_focus=True
            ),
            _last_day(member.expires_on),
            actions(
                button.primary("Enregistrer les droits", type="submit"),
                button.secondary("Annuler", on_click=STATE.edit(0)),
            ),
        ),
        on_submit=STATE.change,
        class_name="mt-4",
        aria_label="Droits de " + member.name,
    )


def _invitation() -> rx.Component:
    return page_form(
        stack(
            fields.text_field(
                "email",
                "Courriel du collègue",
                type="email",
                autocomplete="off",
                hint="Il recevra un lien, qu’il ait déjà un compte provincial ou non.",
                error=ERRORS["email"],
                required=True,
                auto_focus=True,
            ),
            fields.select_field("role", "Rôle", ROLE_CHOICES, value="depot", error=ERRORS["role"]),
            _last_day(""),
            actions(
                button.primary("Envoyer l’invitation", type="submit"),
                button.secondary("Annuler", on_click=STATE.open_invitation(0)),
            ),
        ),
        on_submit=STATE.invite,
        aria_label="Invitation d’un collègue",
    )


def _last_day(value: Any) -> rx.Component:
    return fields.text_field(
        "expires_on",
        "Dernier jour",
        type="date",
        value=value,
        hint="Facultatif : laissez vide pour un accès sans date de fin.",
        error=ERRORS["expires_on"],
    )


def _sent(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.span(row.email, class_name="wrap-anywhere"),
                rx.el.div(note(row.words)),
                class_name="grow min-w-0",
            ),
            badge.badge(row.status, row.tone),
            button.secondary(
                "Annuler l’invitation",
                on_click=STATE.cancel_invitation(row.public_id),
                aria_label="Annuler l’invitation de " + row.email,
            ),
            class_name="flex flex-wrap items-center gap-x-6 gap-y-2",
        ),
        class_name="py-4",
    )
