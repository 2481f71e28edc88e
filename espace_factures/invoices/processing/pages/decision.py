"""One invoice on the agent's screen: the document beside the data, then the decision."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components import conversation, history
from espace_factures.documents.components import documents, viewer
from espace_factures.invoices.following.components import sheets
from espace_factures.invoices.processing.state import ProcessingState
from espace_factures.invoices.rules import NEEDS_REASON, Status
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack

STATE: Any = ProcessingState  # on a page its attributes are Vars
VIEW = STATE.view
ERRORS = STATE.errors
CHOSEN = STATE.chosen


def processing() -> rx.Component:
    """The agent's screen of one invoice."""
    return layout.admin_page(
        alert.live_alert(STATE.done, "done"),
        alert.live_alert(STATE.alert, "refused"),
        rx.cond(STATE.is_loaded, _body(), skeleton(8)),
        title=rx.cond(STATE.is_loaded, VIEW.title, "Facture"),
        lead=rx.cond(STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Factures", routes.ADMIN_INVOICES),
            ("Facture", routes.ADMIN_INVOICE),
        ],
        current=routes.ADMIN_INVOICES,
        announce=VIEW.announce,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(viewer(VIEW.pictures, VIEW.document), documents(STATE.documents)),
        rx.fragment(
            rx.foreach(STATE.alerts, lambda sentence: alert.alert(sentence, tone="waiting")),
            sheets.standing(VIEW),
            sheets.links(VIEW, routes.ADMIN_INVOICE),
            rx.cond(STATE.moves.length() > 0, _decision()),
            sheets.recap(STATE.recap, STATE.totals),
            card.card(history(STATE.history), title="Historique"),
            conversation(STATE, internal=True),
        ),
        share="wide",
    )


def _decision() -> rx.Component:
    buttons = rx.foreach(
        STATE.moves,
        lambda move: button.secondary(
            move.label,
            on_click=STATE.choose(move.value),
            aria_pressed=rx.cond(move.value == CHOSEN, "true", "false"),
        ),
    )
    return card.card(
        stack(rx.el.div(buttons, class_name="flex flex-wrap gap-3"), rx.cond(CHOSEN, _form())), title="Décision"
    )


def _form() -> rx.Component:
    return rx.el.form(
        stack(
            rx.match(CHOSEN, *((str(status), _reason()) for status in sorted(NEEDS_REASON)), rx.fragment()),
            rx.match(
                CHOSEN,
                (str(Status.REDIRECTED), _direction()),
                (str(Status.SERVICE_DONE), _admitted()),
                (
                    str(Status.PAID),
                    fields.text_field("paid_on", "Date du paiement", type="date", error=ERRORS["paid_on"]),
                ),
                rx.fragment(),
            ),
            fields.area_field(
                "comment",
                "Explication pour le fournisseur",
                rows=3,
                hint="Facultative, sauf pour un autre motif.",
                error=ERRORS["comment"],
                on_blur=lambda value: STATE.describe("comment", value),
            ),
            card.card(rx.el.p(STATE.preview, class_name="whitespace-pre-line"), title="Message qui partira"),
            actions(button.primary("Confirmer la décision", type="submit")),
        ),
        on_submit=STATE.decide,
        no_validate=True,
        key=CHOSEN,
    )


def _reason() -> rx.Component:
    return fields.select_field(
        "reason",
        "Motif",
        STATE.reasons,
        value="",
        error=ERRORS["reason"],
        on_change=lambda value: STATE.describe("reason", value),
    )


def _direction() -> rx.Component:
    return fields.select_field(
        "direction", "Direction destinataire", STATE.directions, value="", error=ERRORS["direction"]
    )


def _admitted() -> rx.Component:
    return fields.money_field(
        "admitted",
        "Montant admis",
        hint="Laissez vide si toute la facture est admise.",
        error=ERRORS["admitted"],
    )
