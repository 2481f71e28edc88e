"""One demande for a habilitation on the agent's screen: the proof beside what was declared, then the decision."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.deciding import Screen, decision_page
from espace_factures.documents.components import paper
from espace_factures.habilitations.rules import Status
from espace_factures.habilitations.state.processing import HabilitationDecisionState
from espace_factures.ui import badge, button, card, fields

STATE: Any = HabilitationDecisionState  # on a page its attributes are Vars
VIEW = STATE.view


def decision() -> rx.Component:
    """The agent's screen of one demande."""
    return decision_page(
        STATE,
        Screen(
            title="Habilitation",
            trail=[("Habilitations", routes.ADMIN_HABILITATIONS), ("Demande", routes.ADMIN_HABILITATION)],
            announce=VIEW.announce,
            papers=[rx.foreach(STATE.documents, paper)],
            panel=[_person(), _comparison()],
            more=[
                fields.check_field("in_person", "Vérifié au point d’accueil", hint="Inscrit dans l’historique."),
            ],
            letters={Status.REFUSED: "r", Status.INCOMPLETE: "s"},
            comment=("Message à la personne", "Elle le lira dans le courriel et dans sa demande."),
        ),
    )


def _person() -> rx.Component:
    return card.card(
        card.facts(
            [
                ("Statut", rx.el.span(badge.badge(STATE.status, STATE.tone), data_testid="statut")),
                ("Personne", VIEW.person),
                ("Courriel", rx.el.span(VIEW.email, class_name="break-all")),
                ("Fonction et service", VIEW.position),
                ("Membres actuels", _lines(STATE.members, "Aucun : cette personne sera gestionnaire.")),
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
        rx.el.strong("Registre : ", row.known, " (différent)", class_name="text-error block"),
        rx.el.span("Registre : ", row.known, class_name="ef-field-hint block"),
    )
    return rx.el.div(rx.el.dt(row.label), rx.el.dd(row.declared, known), class_name="ef-fact")
