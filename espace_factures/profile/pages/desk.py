"""What the pages of « Point d'accueil » share: one agent saw the person and their paper, another confirms."""

from typing import Any

import reflex as rx

from espace_factures.profile.rules import PAPERS
from espace_factures.ui import button, card, fields
from espace_factures.ui.empty import empty_state
from espace_factures.ui.stack import actions, stack


def to_confirm(state: Any, about: Any, gesture: Any, **props: Any) -> rx.Component:
    """What waits for a second agent; `about` draws who and what of a row, `gesture` says what confirming does."""
    rows = rx.el.ul(
        rx.foreach(state.rows, lambda row: _row(state, row, about, gesture)), class_name="ef-stack", **props
    )
    nothing = empty_state("Rien n’attend", "Aucune personne reçue n’attend la confirmation d’un second agent.")
    return card.card(rx.cond(state.rows, rows, nothing), title="À confirmer")


def seen(errors: Any, **email: Any) -> list[rx.Component]:
    """Whose account it is, and on what paper the agent knew them."""
    return [
        line(errors, "email", "Courriel du compte", type="email", autocomplete="off", **email),
        line(errors, "birth_date", "Date de naissance", type="date", hint="Celle de la pièce."),
        fields.choice_field(
            "paper",
            "Pièce présentée",
            [(paper.value, label) for paper, label in PAPERS.items()],
            error=errors["paper"],
            required=True,
        ),
        fields.check_field(
            "seen",
            "J’ai vu la personne et sa pièce d’identité",
            error=errors["seen"],
            hint="Votre nom est inscrit au journal.",
            required=True,
        ),
    ]


def line(errors: Any, name: str, label: str, **options: Any) -> rx.Component:
    """A required text."""
    return fields.text_field(name, label, error=errors[name], required=True, **options)


def _row(state: Any, row: Any, about: Any, gesture: Any) -> rx.Component:
    confirm = button.primary(gesture(row), on_click=state.confirm(row.number))
    refuse = button.secondary("Refuser", on_click=state.refuse(row.number))
    withdraw = button.secondary("Annuler ma demande", on_click=state.refuse(row.number))
    return rx.el.li(
        stack(
            *about(row),
            rx.el.p(row.trace, class_name="ef-field-hint"),
            rx.cond(
                row.is_mine,
                stack(rx.el.p("Un autre agent doit confirmer."), actions(withdraw)),
                actions(confirm, refuse),
            ),
        )
    )
