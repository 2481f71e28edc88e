"""One demande for a habilitation on the agent's screen: the proof beside what was declared, then the decision."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components import conversation, history
from espace_factures.habilitations.components import paper
from espace_factures.habilitations.rules import REASONS, Status
from espace_factures.habilitations.state.processing import HabilitationDecisionState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack

STATE: Any = HabilitationDecisionState  # on a page its attributes are Vars
VIEW = STATE.view
ERRORS = STATE.errors
REASON_CHOICES = [
    ("", "Choisissez un motif"),
    *((code, f"{text[0].upper()}{text[1:]}") for code, text in REASONS.items()),
]


def decision() -> rx.Component:
    """The agent's screen of one demande."""
    return layout.admin_page(
        alert.live_alert(STATE.done, "done"),
        fields.error_summary(ERRORS, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, _body(), skeleton(8)),
        title=rx.cond(STATE.is_loaded, VIEW.title, "Habilitation"),
        lead=rx.cond(STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Habilitations", routes.ADMIN_HABILITATIONS),
            ("Demande", routes.ADMIN_HABILITATION),
        ],
        current=routes.ADMIN_HABILITATIONS,
        announce=VIEW.announce,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(rx.foreach(STATE.documents, paper)),
        rx.fragment(
            _person(),
            _comparison(),
            rx.cond(VIEW.moves.length() > 0, _decision()),
            rx.cond(VIEW.is_own, alert.alert("C’est votre propre demande : un autre agent en décide.", tone="info")),
            card.card(history(STATE.history), title="Historique"),
            conversation(STATE, internal=True),
        ),
        share="wide",
    )


def _person() -> rx.Component:
    return card.card(
        card.facts(
            [
                ("Statut", rx.el.span(badge.badge(VIEW.status, VIEW.tone), data_testid="statut")),
                ("Personne", VIEW.person),
                ("Courriel", rx.el.span(VIEW.email, class_name="break-all")),
                ("Fonction et service", VIEW.position),
                ("Membres actuels", _lines(STATE.members, "Aucun : cette personne sera gestionnaire.")),
                ("Autres demandes", _lines(STATE.others, "Aucune pour ce RIDET.")),
            ]
        ),
        title="La personne",
    )


def _lines(rows: Any, nothing: str) -> rx.Component:
    return rx.cond(rows.length() > 0, rx.el.ul(rx.foreach(rows, _line), class_name="space-y-1"), nothing)


def _line(row: Any) -> rx.Component:
    return rx.el.li(rx.cond(row.href, button.text_link(row.words, row.href), row.words), class_name="break-words")


def _comparison() -> rx.Component:
    return card.card(
        rx.el.dl(rx.foreach(STATE.comparison, _compared)),
        title="Déclaré, et connu du registre",
    )


def _compared(row: Any) -> rx.Component:
    known = rx.cond(
        row.differs,
        rx.el.strong("Registre : ", row.known, " (différent)", class_name="text-error block"),
        rx.el.span("Registre : ", row.known, class_name="ef-field-hint block"),
    )
    return rx.el.div(rx.el.dt(row.label), rx.el.dd(row.declared, known), class_name="ef-fact")


def _decision() -> rx.Component:
    buttons = rx.foreach(
        VIEW.moves,
        lambda move: button.secondary(
            move.label,
            on_click=STATE.choose(move.value),
            aria_pressed=rx.cond(STATE.chosen == move.value, "true", "false"),
        ),
    )
    return card.card(
        stack(
            rx.el.div(buttons, class_name="flex flex-wrap gap-3"),
            rx.cond(STATE.changed, alert.live_alert(STATE.changed, "waiting")),
            rx.cond(STATE.chosen, _form()),
        ),
        title="Décision",
    )


def _form() -> rx.Component:
    return rx.el.form(
        stack(
            rx.cond(STATE.chosen == str(Status.REFUSED), _reason()),
            fields.area_field(
                "comment",
                "Message à la personne",
                rows=3,
                hint="Elle le lira dans le courriel et dans sa demande.",
                error=ERRORS["comment"],
                max_length=2000,
                on_blur=lambda value: STATE.describe("comment", value),
            ),
            fields.check_field("in_person", "Vérifié au point d’accueil", hint="Inscrit dans l’historique."),
            card.card(rx.el.p(STATE.preview, class_name="whitespace-pre-line"), title="Message qui partira"),
            actions(button.primary("Confirmer la décision", type="submit")),
        ),
        on_submit=STATE.decide,
        no_validate=True,
    )


def _reason() -> rx.Component:
    return fields.select_field(
        "reason",
        "Motif",
        REASON_CHOICES,
        value="",
        error=ERRORS["reason"],
        on_change=lambda value: STATE.describe("reason", value),
    )
