"""« Point d'accueil »: a manager where none is left, the check of a habilitation; two agents."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.rules import LONGEST_REFERENCE
from espace_factures.profile.rules import PAPERS
from espace_factures.reception.rules import PURPOSES, Purpose
from espace_factures.reception.state import ReceptionState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
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
            rx.cond(STATE.is_loaded, stack(_waiting(), _came()), skeleton(5)),
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


def _waiting() -> rx.Component:
    rows = rx.el.ul(rx.foreach(STATE.rows, _row), class_name="ef-stack", data_testid="gestes")
    nothing = empty_state("Rien n’attend", "Aucune personne reçue n’attend la confirmation d’un second agent.")
    return card.card(rx.cond(STATE.rows, rows, nothing), title="À confirmer")


def _row(row: Any) -> rx.Component:
    confirm = button.primary(row.gesture, on_click=STATE.confirm(row.number))
    refuse = button.secondary("Refuser", on_click=STATE.refuse(row.number))
    withdraw = button.secondary("Annuler ma demande", on_click=STATE.refuse(row.number))
    return rx.el.li(
        stack(
            rx.el.p(rx.el.strong(row.why, " : ", row.about)),
            rx.el.p(row.person, " · ", rx.el.span(row.email, class_name="ef-address"), " · ", row.paper),
            rx.el.p(row.trace, class_name="ef-field-hint"),
            rx.cond(
                row.is_mine,
                stack(rx.el.p("Un autre agent doit confirmer."), actions(withdraw)),
                actions(confirm, refuse),
            ),
        )
    )


def _came() -> rx.Component:
    form = page_form(
        stack(
            _purpose(),
            rx.cond(STATE.purpose == Purpose.MANAGER, _line("ridet", "RIDET de l’établissement", inputmode="numeric")),
            rx.cond(
                STATE.purpose == Purpose.CHECK,
                _line("reference", "Référence de la demande", hint="HA-2026-000123", max_length=LONGEST_REFERENCE),
            ),
            _line("email", "Courriel du compte", type="email", autocomplete="off"),
            _line("birth_date", "Date de naissance", type="date", hint="Celle de la pièce."),
            fields.choice_field(
                "paper",
                "Pièce présentée",
                [(paper.value, label) for paper, label in PAPERS.items()],
                error=ERRORS["paper"],
                required=True,
            ),
            fields.check_field(
                "seen",
                "J’ai vu la personne et sa pièce d’identité",
                error=ERRORS["seen"],
                hint="Votre nom est inscrit au journal.",
                required=True,
            ),
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


def _line(name: str, label: str, **options: Any) -> rx.Component:
    return fields.text_field(name, label, error=ERRORS[name], required=True, **options)
