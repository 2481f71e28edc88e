"""« Directions »: who serves each, and what waits there."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.components import line, lines
from espace_factures.administration.state.directions import DirectionsState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = DirectionsState  # on a page its attributes are Vars
ERRORS = STATE.errors
CLOSED = STATE.ask("", 0)


def directions() -> rx.Component:
    """The page."""
    rows = card.card(lines(rx.foreach(STATE.rows, _row), data_testid="directions"))
    nothing = empty_state(
        "Les directions de la Province seront ici", "Ajoutez la première, puis donnez-lui un agent.", icon="landmark"
    )
    return layout.admin_page(
        alert.focused(STATE.notice, "direction-fait"),
        error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
        rx.cond(STATE.asked == "nouvelle", _new()),
        rx.cond(STATE.is_loaded, rx.cond(STATE.rows, rows, nothing), skeleton(8)),
        title="Directions",
        lead=rx.cond(STATE.is_loaded, STATE.lead, "Chargement…"),
        breadcrumb=[("Administration", routes.ADMIN), ("Directions", routes.ADMIN_DIRECTIONS)],
        action=button.primary("Ajouter une direction", icon="plus", on_click=STATE.ask("nouvelle", 0)),
        current=routes.ADMIN_DIRECTIONS,
    )


def _new() -> rx.Component:
    form = page_form(
        stack(
            fields.text_field(
                "code", "Code", hint="Court, sans espace : DENV.", error=ERRORS["code"], required=True, auto_focus=True
            ),
            fields.text_field(
                "direction_name", "Nom de la direction", error=ERRORS["direction_name"], required=True, max_length=120
            ),
            actions(button.primary("Ajouter", type="submit"), button.secondary("Annuler", on_click=CLOSED)),
            narrow=True,
        ),
        on_submit=STATE.add,
    )
    return card.card(form, title="Une nouvelle direction")


def _row(row: Any) -> rx.Component:
    is_asked = STATE.number == row.number
    people = rx.el.span(
        rx.foreach(
            row.people,
            lambda one, rank: rx.fragment(rx.cond(rank > 0, rx.fragment(", ")), button.text_link(one.label, one.value)),
        ),
        rx.cond(row.people, rx.fragment(), rx.fragment("Personne n’en instruit les factures.")),
        rx.cond(row.waiting, rx.fragment(" · ", row.waiting)),
    )
    told = rx.el.span(row.short, " · ", people)
    gestures = rx.cond(is_asked, rx.fragment(), _gestures(row))
    return rx.fragment(
        line(row.name, told, gestures, status=badge.badge(row.state, row.tone)),
        rx.cond(is_asked & (STATE.asked == "nom"), rx.el.li(_renaming(row), class_name="ef-line-asked")),
        rx.cond(is_asked & (STATE.asked == "fermeture"), rx.el.li(_closing(row), class_name="ef-line-asked")),
    )


def _gestures(row: Any) -> rx.Component:
    named = {"aria_label": "Renommer " + row.name}
    return rx.fragment(
        rx.cond(
            row.is_orphan,
            button.link_button(
                "Donner un agent", routes.with_query(routes.ADMIN_AGENTS, q="Agent des factures"), "secondary"
            ),
        ),
        button.secondary("Renommer", on_click=STATE.ask("nom", row.number), **named),
        rx.cond(
            row.is_active,
            button.secondary("Fermer", on_click=STATE.ask("fermeture", row.number), aria_label="Fermer " + row.name),
            button.secondary("Rouvrir", on_click=STATE.reopen(row.number), aria_label="Rouvrir " + row.name),
        ),
    )


def _renaming(row: Any) -> rx.Component:
    return page_form(
        fields.text_field(
            "new_name",
            "Nouveau nom",
            value=row.name,
            error=ERRORS["new_name"],
            required=True,
            max_length=120,
            auto_focus=True,
        ),
        rx.el.p("Le code ne change pas : les bons de commande s’en servent.", class_name="ef-field-hint"),
        actions(button.primary("Renommer", type="submit"), button.secondary("Annuler", on_click=CLOSED)),
        on_submit=STATE.rename,
        class_name="ef-asked",
        aria_label="Changement de nom",
    )


def _closing(row: Any) -> rx.Component:
    words = rx.cond(
        row.waiting,
        rx.el.p("Plus rien ne lui sera adressé. ", row.waiting, " : ses agents les mènent à leur terme."),
        rx.el.p("Plus rien ne lui sera adressé. Ses agents la gardent pour ce qui reviendrait."),
    )
    return rx.el.div(
        words,
        actions(
            button.danger("Fermer la direction", on_click=STATE.close, auto_focus=True),
            button.secondary("Annuler", on_click=CLOSED),
        ),
        class_name="ef-asked",
    )
