"""One invoice on the agent's screen: the document beside the data, then the decision."""

import reflex as rx

from espace_factures import routes
from espace_factures.invoices import sheets
from espace_factures.invoices.rules import NEEDS_REASON, Status
from espace_factures.invoices.states.processing import ProcessingState
from espace_factures.requests.components import conversation, history
from espace_factures.ui import alert, button, card, fields, layout
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack

VIEW = ProcessingState.view
ERRORS = ProcessingState.errors
CHOSEN = ProcessingState.chosen


def processing() -> rx.Component:
    """The agent's screen of one invoice."""
    return layout.admin_page(
        alert.live_alert(ProcessingState.done, "done"),
        alert.live_alert(ProcessingState.alert, "refused"),
        rx.cond(ProcessingState.is_loaded, _body(), skeleton(8)),
        title=rx.cond(ProcessingState.is_loaded, VIEW.title, "Facture"),
        lead=rx.cond(ProcessingState.is_loaded, VIEW.lead, "Chargement…"),
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
        rx.fragment(sheets.viewer(VIEW.pictures, VIEW.document), sheets.other_documents(ProcessingState.documents)),
        rx.fragment(
            rx.foreach(ProcessingState.alerts, lambda sentence: alert.alert(sentence, tone="waiting")),
            sheets.standing(VIEW),
            sheets.links(VIEW, routes.ADMIN_INVOICE),
            rx.cond(ProcessingState.moves.length() > 0, _decision()),
            sheets.recap(ProcessingState.recap, ProcessingState.totals),
            card.card(history(ProcessingState.history), title="Historique"),
            conversation(
                ProcessingState.messages,
                ProcessingState.send_message,
                ERRORS["message"],
                internal=True,
                sent=ProcessingState.sent,
            ),
        ),
        share="wide",
    )


def _decision() -> rx.Component:
    buttons = rx.foreach(
        ProcessingState.moves,
        lambda move: button.secondary(
            move.label,
            on_click=ProcessingState.choose(move.value),
            aria_pressed=rx.cond(CHOSEN == move.value, "true", "false"),
        ),
    )
    return card.card(
        stack(rx.el.div(buttons, class_name="flex flex-wrap gap-3"), rx.cond(CHOSEN, _form())), title="Décision"
    )


def _form() -> rx.Component:
    return rx.el.form(
        stack(
            rx.match(CHOSEN, *((str(status), _reason()) for status in NEEDS_REASON), rx.fragment()),
            rx.match(
                CHOSEN,
                (str(Status.REDIRECTED), _direction()),
                (str(Status.SERVICE_DONE), _admitted()),
                (str(Status.PAID), fields.text_field("paid_on", "Date du paiement", type="date", error=ERRORS["paid_on"])),
                rx.fragment(),
            ),
            fields.area_field(
                "comment",
                "Explication pour le fournisseur",
                rows=3,
                hint="Facultative, sauf pour un autre motif.",
                error=ERRORS["comment"],
                on_blur=lambda value: ProcessingState.describe("comment", value),
            ),
            card.card(rx.el.p(ProcessingState.preview, class_name="whitespace-pre-line"), title="Message qui partira"),
            actions(button.primary("Confirmer la décision", type="submit")),
        ),
        on_submit=ProcessingState.decide,
        no_validate=True,
        key=CHOSEN,
    )


def _reason() -> rx.Component:
    return fields.select_field(
        "reason",
        "Motif",
        ProcessingState.reasons,
        value="",
        error=ERRORS["reason"],
        on_change=lambda value: ProcessingState.describe("reason", value),
    )


def _direction() -> rx.Component:
    return fields.select_field(
        "direction", "Direction destinataire", ProcessingState.directions, value="", error=ERRORS["direction"]
    )


def _admitted() -> rx.Component:
    return fields.money_field(
        "admitted",
        "Montant admis",
        hint="Laissez vide si toute la facture est admise.",
        error=ERRORS["admitted"],
    )
