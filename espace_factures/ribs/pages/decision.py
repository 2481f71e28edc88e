"""One RIB on the agent's screen: the bank's document beside the numbers, alerts, two validations."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components import conversation, history
from espace_factures.documents.components import documents, viewer
from espace_factures.ribs.rules import REASONS
from espace_factures.ribs.state import RibDecisionState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack
from espace_factures.ui.words import figures

STATE: Any = RibDecisionState  # on a page its attributes are Vars
VIEW = STATE.view
ERRORS = STATE.errors
REASON_CHOICES = [
    ("", "Choisissez un motif"),
    *((code, f"{text[0].upper()}{text[1:]}") for code, text in REASONS.items()),
]


def decision() -> rx.Component:
    """The agent's screen of one RIB."""
    return layout.admin_page(
        alert.live_alert(STATE.done, "done"),
        alert.live_alert(STATE.alert, "refused"),
        rx.cond(STATE.is_loaded, _body(), skeleton(8)),
        title=rx.cond(STATE.is_loaded, VIEW.title, "RIB"),
        lead=VIEW.lead,
        breadcrumb=[("Administration", routes.ADMIN), ("RIB", routes.ADMIN_RIBS), ("Vérification", routes.ADMIN_RIB)],
        current=routes.ADMIN_RIBS,
        announce=VIEW.status,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(viewer(VIEW.pictures, VIEW.document), documents(STATE.documents)),
        rx.fragment(
            rx.foreach(STATE.alerts, _warning),
            _numbers(),
            rx.cond(VIEW.can_decide, _decision()),
            rx.cond(STATE.others.length() > 0, _others()),
            card.card(history(STATE.history), title="Historique"),
            conversation(STATE, internal=True),
        ),
        share="wide",
    )


def _warning(found: Any) -> rx.Component:
    return rx.cond(
        found.is_severe,
        alert.alert(found.sentence, tone="refused"),
        alert.alert(found.sentence, tone="waiting"),
    )


def _differing(name: Any) -> rx.Component:
    return rx.el.strong(name, " (différent de l’établissement)", class_name="text-error")


def _numbers() -> rx.Component:
    return card.card(
        card.facts(
            [
                ("Statut", rx.el.span(badge.badge(VIEW.status, VIEW.tone), data_testid="statut")),
                ("Établissement", VIEW.place),
                ("Titulaire", rx.cond(VIEW.holder_differs, _differing(VIEW.holder), VIEW.holder)),
                ("Banque", VIEW.bank),
                ("Code banque", VIEW.bank_code),
                ("Code guichet", VIEW.branch),
                ("Numéro de compte", figures(VIEW.account)),
                ("Clé RIB", VIEW.key),
                ("IBAN", rx.el.span(VIEW.number, class_name="tabular-nums")),
                ("BIC", VIEW.bic),
            ]
        ),
        title="Coordonnées déclarées",
    )


def _others() -> rx.Component:
    rows = rx.foreach(
        STATE.others,
        lambda row: rx.el.li(
            rx.el.p(button.text_link(row.label, row.href), " ", badge.badge(row.status, row.tone)),
            rx.el.p(row.when, class_name="ef-field-hint"),
            class_name="py-2",
        ),
    )
    return card.card(rx.el.ul(rows), title="Autres RIB de l’établissement")


def _decision() -> rx.Component:
    return card.card(
        stack(
            rx.el.div(
                button.primary("Valider", on_click=STATE.validate_rib),
                button.secondary("Refuser", on_click=STATE.open_refusal),
                class_name="flex flex-wrap gap-3",
            ),
            rx.cond(STATE.is_refusing, _refusal()),
        ),
        title="Décision",
    )


def _refusal() -> rx.Component:
    return rx.el.form(
        stack(
            fields.select_field(
                "reason",
                "Motif",
                REASON_CHOICES,
                value="",
                error=ERRORS["reason"],
                on_change=lambda value: STATE.describe("reason", value),
            ),
            fields.area_field(
                "comment",
                "Explication pour le fournisseur",
                rows=3,
                hint="Facultative, sauf pour un autre motif.",
                max_length=2000,
                error=ERRORS["comment"],
                on_blur=lambda value: STATE.describe("comment", value),
            ),
            card.card(rx.el.p(STATE.preview, class_name="whitespace-pre-line"), title="Message qui partira"),
            actions(button.primary("Confirmer le refus", type="submit")),
        ),
        on_submit=STATE.refuse,
        no_validate=True,
    )
