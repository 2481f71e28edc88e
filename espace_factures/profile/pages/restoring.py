"""« Point d'accueil »: an account is given back to somebody who was seen, by two agents."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.profile.rules import PAPERS
from espace_factures.profile.state.restoring import RestoringState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = RestoringState  # on a page its attributes are Vars
ERRORS = STATE.errors


def restoring() -> rx.Component:
    """The page."""
    return layout.admin_page(
        stack(
            alert.focused(STATE.notice, "accueil-fait"),
            error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
            rx.cond(STATE.is_loaded, stack(_waiting(), _seen()), skeleton(5)),
            narrow=True,
        ),
        title="Point d’accueil",
        lead="Rendre son compte à une personne qui a perdu son second facteur : un agent l’a vue, un autre confirme.",
        breadcrumb=[("Administration", routes.ADMIN), ("Point d’accueil", routes.ADMIN_DESK)],
        current=routes.ADMIN_DESK,
    )


def _waiting() -> rx.Component:
    rows = rx.el.ul(rx.foreach(STATE.rows, _row), class_name="ef-stack", data_testid="retraits")
    nothing = empty_state("Rien n’attend", "Aucune personne reçue n’attend la confirmation d’un second agent.")
    return card.card(rx.cond(STATE.rows.length() > 0, rows, nothing), title="À confirmer")


def _row(row: Any) -> rx.Component:
    confirm = button.primary("Confirmer le retrait", on_click=STATE.confirm(row.number))
    refuse = button.secondary("Refuser", on_click=STATE.refuse(row.number))
    withdraw = button.secondary("Annuler ma demande", on_click=STATE.refuse(row.number))
    return rx.el.li(
        stack(
            rx.el.p(
                rx.el.strong(row.person), rx.el.br(), rx.el.span(row.email, class_name="ef-address"), " · ", row.paper
            ),
            rx.el.p(row.trace, class_name="ef-field-hint"),
            rx.cond(
                row.is_mine,
                stack(rx.el.p("Un autre agent doit confirmer."), actions(withdraw)),
                actions(confirm, refuse),
            ),
        )
    )


def _seen() -> rx.Component:
    words = (
        "La personne est devant vous avec une pièce d’identité. Après la confirmation d’un autre agent, ses clés "
        "d’accès, son application de codes et ses codes de secours sont retirés, ses sessions fermées ; elle en est "
        "avertie à tous ses contacts des 90 derniers jours."
    )
    form = page_form(
        stack(
            _line("email", "Courriel du compte", type="email", autocomplete="off", value=STATE.email),
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
            actions(button.primary("Demander le retrait", type="submit")),
        ),
        on_submit=STATE.ask,
        id="accueil",
        key="accueil" + STATE.times.to_string(),
    )
    other = button.text_link("Elle vient pour un établissement ou une habilitation", routes.ADMIN_RECEPTION)
    return card.card(
        stack(rx.el.p(words), form, rx.el.p(other)), title="Une personne a perdu son second facteur, ou est bloquée"
    )


def _line(name: str, label: str, **options: Any) -> rx.Component:
    return fields.text_field(name, label, error=ERRORS[name], required=True, **options)
