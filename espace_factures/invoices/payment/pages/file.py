"""« Enregistrer des paiements »: a file is sent, what it would record is read, then it is recorded line after line."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.invoices.payment import components
from espace_factures.invoices.payment.forms import REQUIRED
from espace_factures.invoices.payment.state.file import PaymentsFileState
from espace_factures.shell import layout
from espace_factures.ui import button, card, error_summary
from espace_factures.ui.empty import progress_bar, skeleton
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.upload import upload_field

STATE: Any = PaymentsFileState  # on a page its attributes are Vars
VIEW = STATE.view
SHEET = ".csv,.txt,text/csv,text/plain"
HINT = (
    f"CSV en UTF-8 ou Windows-1252. Sa première ligne nomme les colonnes : {', '.join(REQUIRED)}. "
    "Le fichier exporté d’« À payer » convient, une fois la date et le paiement remplis."
)


def payments_file() -> rx.Component:
    """The page."""
    return layout.admin_page(
        error_summary.refusal(STATE.alert),
        rx.cond(STATE.is_loaded, stack(rx.cond(VIEW.number > 0, _report()), _sending()), skeleton(5)),
        title="Enregistrer des paiements",
        lead="Rien n’est enregistré avant votre accord. Le même fichier deux fois ne change rien.",
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("À payer", routes.ADMIN_PAYMENTS),
            ("Enregistrer des paiements", routes.ADMIN_PAYMENTS_FILE),
        ],
        current=routes.ADMIN_PAYMENTS,
    )


def _report() -> rx.Component:
    agrees = actions(
        button.primary(VIEW.button, on_click=STATE.confirm),
        button.link_button("Annuler", routes.ADMIN_PAYMENTS, "secondary"),
    )
    return card.card(
        stack(
            rx.el.p(VIEW.words, data_testid="compte", role="status"),
            rx.cond(VIEW.is_under_way, progress_bar("Paiements enregistrés", VIEW.progress, VIEW.total)),
            rx.cond(VIEW.is_ended, rx.el.p("Terminé : chaque fournisseur est averti.")),
            rx.cond(VIEW.button, agrees),
            rx.cond(VIEW.refused, _part("Lignes refusées", VIEW.refused, "refus")),
            rx.cond(VIEW.waiting, _part("Paiements à enregistrer", VIEW.waiting, "attente")),
            rx.cond(VIEW.done, _part("Paiements enregistrés", VIEW.done, "faits")),
        ),
        title="Le fichier",
    )


def _part(title: str, rows: Any, test_id: str) -> rx.Component:
    return rx.el.div(rx.el.h3(title, class_name="ef-card-title"), components.lines(rows, title), data_testid=test_id)


def _sending() -> rx.Component:
    return card.card(
        upload_field(
            "paiements",
            "Fichier des paiements",
            action=native(routes.POST_PAYMENTS_FILE),
            on_done=STATE.received,
            hint=HINT,
            accept=SHEET,
        ),
        title=rx.cond(VIEW.number > 0, "Un autre fichier", "Envoyer un fichier"),
    )
