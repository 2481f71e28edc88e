"""The pieces of « Accès pour logiciels »: the token that was made, each token, the form of another."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.api.forms import LONGEST_NAME
from espace_factures.api.presenter.board import SCOPE_BOXES
from espace_factures.api.state import TokensState
from espace_factures.app.origin import native
from espace_factures.core.words import NBSP
from espace_factures.ui import alert, badge, button, card, dialog, fields
from espace_factures.ui.copy import copy_button
from espace_factures.ui.field_frame import problem, star
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.words import note

STATE: Any = TokensState  # on a page its attributes are Vars
ERRORS = STATE.errors
QUESTION = "revocation"


def made() -> rx.Component:
    """The token itself, the only time that it is shown."""
    return alert.alert(
        "Copiez-le maintenant dans votre logiciel : il ne sera plus jamais affiché. Qui le possède agit au nom de "
        "l’établissement.",
        tone="done",
        title="Le jeton est créé",
        action=rx.el.div(
            rx.el.code(STATE.made, class_name="grow min-w-0 wrap-anywhere", data_testid="jeton"),
            copy_button(STATE.made, "le jeton"),
            class_name="flex flex-wrap items-center gap-3",
        ),
    )


def reference() -> rx.Component:
    """Where who writes the program reads what the token opens."""
    return rx.el.p(
        "Pour qui écrit le logiciel : ",
        button.text_link("la documentation de l’API", native(routes.API), target="_self"),
        ".",
    )


def listed() -> rx.Component:
    """Every token of the établissements that the person manages."""
    return card.card(
        rx.el.ul(
            rx.foreach(STATE.shown.rows, _row),
            class_name="divide-y divide-base-300 border-y border-base-300",
            aria_label="Jetons",
        ),
        question(),
        title="Jetons",
    )


def question() -> rx.Component:
    """The confirmation of what cannot be taken back."""
    return dialog.dialog(
        rx.el.p("Le logiciel qui s’en sert ne pourra plus rien lire ni envoyer, dès maintenant."),
        id=QUESTION,
        title=rx.cond(STATE.asked, "Révoquer le jeton « " + STATE.asked_name + " » ?", "Un instant…"),
        confirm=button.danger("Révoquer le jeton", on_click=[dialog.closes(QUESTION), STATE.revoke]),
    )


def form() -> rx.Component:
    """Another token."""
    fields_ = stack(
        fields.text_field(
            "program",
            "Nom du logiciel",
            hint="Par exemple : Comptabilité.",
            error=ERRORS["program"],
            required=True,
            max_length=LONGEST_NAME,
        ),
        _boxes("scopes", "Ce que le logiciel pourra faire", *(_box(*box) for box in SCOPE_BOXES)),
        _boxes(
            "places",
            "Pour quels établissements",
            rx.foreach(STATE.shown.boxes, lambda box: _box(box.name, box.label)),
        ),
        fields.text_field(
            "expires_on",
            "Dernier jour",
            type="date",
            hint="Dans un an au plus.",
            error=ERRORS["expires_on"],
            required=True,
        ),
        actions(button.primary("Créer le jeton", type="submit")),
    )
    return card.card(page_form(fields_, on_submit=STATE.make, key=STATE.made), title="Nouveau jeton")


def _boxes(name: str, legend: str, *boxes: rx.Component) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legend, star(NBSP), class_name="ef-field-label"),
        rx.el.div(*boxes, class_name="ef-stack"),
        *problem(name, ERRORS[name]),
        id=name,
        custom_attrs={"tabIndex": -1},
    )


def _box(name: Any, label: Any, hint: Any = "") -> rx.Component:
    box = rx.el.input(type="checkbox", name=name, class_name="checkbox")
    words = rx.el.span(label, rx.el.span(hint, class_name="ef-field-hint block") if hint else "")
    return rx.el.label(box, words, class_name="ef-choice")


def _row(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.strong(row.name, class_name="wrap-anywhere"),
                *(
                    rx.el.div(note(line), class_name="wrap-anywhere")
                    for line in (row.start, row.scopes, row.places, row.made)
                ),
                class_name="grow min-w-0",
            ),
            rx.el.div(badge.badge(row.status, row.tone), rx.el.div(note(row.until)), rx.el.div(note(row.used))),
            rx.cond(
                row.is_living,
                button.secondary(
                    "Révoquer",
                    on_click=[STATE.ask(row.id), dialog.opens(QUESTION)],
                    aria_label="Révoquer le jeton " + row.name,
                ),
            ),
            class_name="flex flex-wrap items-center gap-x-6 gap-y-2",
        ),
        class_name="py-4",
    )
