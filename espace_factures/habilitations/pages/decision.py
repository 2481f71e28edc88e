"""One request for a habilitation on the agent's screen: the proof beside what was declared, then the decision."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.habilitations.rules import REASONS, Status
from espace_factures.habilitations.state import HabilitationDecisionState
from espace_factures.requests.components import conversation, documents, history, viewer
from espace_factures.ui import alert, badge, button, card, fields, layout
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack

STATE: Any = HabilitationDecisionState  # on a page its attributes are Vars
VIEW = STATE.view
ERRORS = STATE.errors
BUTTONS = ((Status.ACCEPTED, "Accepter"), (Status.REFUSED, "Refuser"), (Status.INCOMPLETE, "Demander un complément"))
REASON_CHOICES = [
    ("", "Choisissez un motif"),
    *((code, f"{text[0].upper()}{text[1:]}") for code, text in REASONS.items()),
]


def decision() -> rx.Component:
    """The agent's screen of one request."""
    return layout.admin_page(
        alert.live_alert(STATE.done, "done"),
        alert.live_alert(STATE.alert, "refused"),
        rx.cond(STATE.is_loaded, _body(), skeleton(8)),
        title=rx.cond(STATE.is_loaded, VIEW.title, "Habilitation"),
        lead=VIEW.lead,
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Habilitations", routes.ADMIN_HABILITATIONS),
            ("Demande", routes.ADMIN_HABILITATION),
        ],
        current=routes.ADMIN_HABILITATIONS,
        announce=VIEW.status,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(viewer(VIEW.pictures, VIEW.document), documents(STATE.documents)),
        rx.fragment(
            _person(),
            card.card(rx.foreach(STATE.comparison, _compared), title="Déclaré, et connu du registre"),
            rx.cond(VIEW.can_decide, _decision()),
            card.card(history(STATE.history), title="Historique"),
            conversation(STATE.messages, STATE.send_message, ERRORS["message"], internal=True, sent=STATE.sent),
        ),
        share="wide",
    )


def _person() -> rx.Component:
    return card.card(
        card.facts(
            [
                ("Statut", rx.el.span(badge.badge(VIEW.status, VIEW.tone), data_testid="statut")),
                ("Personne", VIEW.person),
                ("Courriel", VIEW.email),
                ("Fonction et service", VIEW.position),
                ("Membres actuels", VIEW.members),
            ]
        ),
        title="La personne",
    )


def _compared(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.strong(row.label)),
        rx.el.p("Déclaré : ", row.declared),
        rx.el.p(
            "Registre : ",
            rx.cond(row.differs, rx.el.strong(row.known, " (différent)", class_name="text-error"), row.known),
        ),
        class_name="py-2",
    )


def _decision() -> rx.Component:
    buttons = [
        button.secondary(
            label,
            on_click=STATE.choose(str(status)),
            aria_pressed=rx.cond(STATE.chosen == str(status), "true", "false"),
        )
        for status, label in BUTTONS
    ]
    return card.card(
        stack(rx.el.div(*buttons, class_name="flex flex-wrap gap-3"), rx.cond(STATE.chosen, _form())), title="Décision"
    )


def _form() -> rx.Component:
    return rx.el.form(
        stack(
            rx.cond(
                STATE.chosen == str(Status.REFUSED),
                fields.select_field("reason", "Motif", REASON_CHOICES, value="", error=ERRORS["reason"]),
            ),
            fields.area_field(
                "comment",
                "Message à la personne",
                rows=3,
                hint="Elle le lira dans le courriel et dans sa demande.",
                error=ERRORS["comment"],
            ),
            fields.check_field("in_person", "Identité vérifiée au point d’accueil"),
            actions(button.primary("Confirmer la décision", type="submit")),
        ),
        on_submit=STATE.decide,
        no_validate=True,
        key=STATE.chosen,
    )
