"""« Point d'accueil »: a manager where none is left, the check of a habilitation; two agents."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.rules import LONGEST_REFERENCE
from espace_factures.profile.pages.desk import line, seen, to_confirm
from espace_factures.reception.rules import PURPOSES, Purpose
from espace_factures.reception.state import ReceptionState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = ReceptionState  # on a page its attributes are Vars
ERRORS = STATE.errors


def reception() -> rx.Component:
    """The page."""
    return layout.admin_page(
        stack(
            alert.focused(STATE.notice, "accueil-fait"),
            error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
            rx.cond(
                STATE.is_loaded,
                stack(to_confirm(STATE, _about, lambda row: row.gesture, data_testid="gestes"), _came()),
                skeleton(5),
            ),
            narrow=True,
        ),
        title="Point d’accueil : établissement, habilitation",
        lead="Un agent a vu la personne et sa pièce, un autre confirme.",
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Point d’accueil", routes.ADMIN_DESK),
            ("Établissement, habilitation", routes.ADMIN_RECEPTION),
        ],
        current=routes.ADMIN_DESK,
    )


def _about(row: Any) -> list[rx.Component]:
    person = rx.el.span(row.email, class_name="ef-address")
    return [rx.el.p(rx.el.strong(row.why, " : ", row.about)), rx.el.p(row.person, " · ", person, " · ", row.paper)]


def _came() -> rx.Component:
    form = page_form(
        stack(
            _purpose(),
            rx.cond(
                STATE.purpose == Purpose.MANAGER, line(ERRORS, "ridet", "RIDET de l’établissement", inputmode="numeric")
            ),
            rx.cond(
                STATE.purpose == Purpose.CHECK,
                line(
                    ERRORS, "reference", "Référence de la demande", hint="HA-2026-000123", max_length=LONGEST_REFERENCE
                ),
            ),
            *seen(ERRORS),
            actions(button.primary("Demander la confirmation", type="submit")),
        ),
        on_submit=STATE.ask,
        id="accueil",
        key="accueil" + STATE.times.to_string(),
    )
    other = button.text_link("Elle a perdu son second facteur, ou son compte est bloqué", routes.ADMIN_DESK)
    return card.card(stack(form, rx.el.p(other)), title="Une personne est venue")


def _purpose() -> rx.Component:
    return fields.choice_field(
        "purpose",
        "Pourquoi est-elle venue ?",
        [(purpose.value, label) for purpose, label in PURPOSES.items()],
        error=ERRORS["purpose"],
        required=True,
        on_change=STATE.choose,
    )
