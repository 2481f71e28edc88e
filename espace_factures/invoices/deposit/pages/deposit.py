"""« Déposer une facture »: drop the document first, then check what was read."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.documents.components import viewer
from espace_factures.invoices.deposit.components import draft_form, file_card, no_place, notes
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import split, stack
from espace_factures.ui.upload import upload_field
from espace_factures.web.me import Me

STATE: Any = DepositState  # on a page its attributes are Vars
ME: Any = Me


def deposit() -> rx.Component:
    """The page of a deposit."""
    return layout.page(
        rx.cond(
            STATE.is_loaded,
            stack(
                rx.cond(STATE.has_place, rx.fragment(), no_place()), rx.cond(STATE.draft.public_id, _draft(), _zone())
            ),
            skeleton(5),
        ),
        title="Déposer une facture",
        lead=rx.cond(
            STATE.draft.public_id,
            rx.el.span(f"Brouillon enregistré à {STATE.saved}. Vous pourrez le finir plus tard.", role="status"),
            "Déposez d’abord le document : l’application lit ce qu’elle peut et remplit le formulaire.",
        ),
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Déposer une facture", routes.DEPOSIT),
        ],
        tabs=True,
        current=routes.DEPOSIT,
    )


def _zone() -> rx.Component:
    return stack(
        rx.cond(
            STATE.replaces,
            rx.el.p("Cette facture remplacera ", rx.el.strong(STATE.replaces), ", rejetée."),
        ),
        card.card(
            upload_field(
                "document",
                "Document de la facture",
                hint=f"PDF, Factur-X, ou XML (UBL, CII) ; {ME.terms.largest_file} au plus. "
                "Un fichier par facture : vous pouvez en choisir plusieurs.",
                action=STATE.upload_address,
                on_done=STATE.received,
                on_report=STATE.reported,
                is_listed=True,
                multiple=True,
            )
        ),
        rx.el.div(rx.cond(STATE.report.title, _report()), role="status"),
        rx.cond(STATE.drafts.length() > 0, _drafts()),
        narrow=True,
    )


def _report() -> rx.Component:
    """What became of several files dropped together."""
    refused = rx.el.ul(
        rx.foreach(STATE.report.refused, lambda refusal: rx.el.li(refusal, class_name="break-words")),
        aria_label="Fichiers refusés",
    )
    return rx.cond(
        STATE.report.refused.length() > 0,
        alert.alert(refused, tone="waiting", title=STATE.report.title),
        alert.alert("Finissez-les l’un après l’autre.", tone="done", title=STATE.report.title),
    )


def _drafts() -> rx.Component:
    return card.card(
        rx.el.ul(
            rx.foreach(
                STATE.drafts,
                lambda line: rx.el.li(button.text_link(line.label, line.value), class_name="py-2"),
            )
        ),
        title="Brouillons à finir",
    )


def _following() -> rx.Component:
    return rx.el.p("Brouillon suivant : ", button.text_link(STATE.following.label, STATE.following.value))


def _draft() -> rx.Component:
    return split(
        rx.fragment(
            fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
            file_card(),
            notes(),
            draft_form(),
            rx.cond(STATE.following.value, _following()),
        ),
        viewer(STATE.draft.pictures, STATE.draft.document, STATE.draft.unseen),
        share="wide",
    )
