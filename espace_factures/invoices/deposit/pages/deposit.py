"""« Déposer une facture »: drop the document first, then check what was read."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.documents.components import framed_viewer
from espace_factures.invoices.deposit.components.files import drop_boxes, my_files, sent
from espace_factures.invoices.deposit.components.findings import file_card, no_place, notes, reading
from espace_factures.invoices.deposit.components.form import draft_form
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.shell import layout
from espace_factures.ui import button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import split, stack
from espace_factures.ui.upload import DOCUMENTS, upload_field
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
        sent(),
        card.card(_drop(), _camera(), drop_boxes()),
        my_files(),
    )


def _drop() -> rx.Component:
    return upload_field(
        "document",
        "Document de la facture",
        hint=f"PDF, Factur-X, XML (UBL, CII), image, ou ZIP de ces fichiers ; {ME.terms.largest_file} au plus. "
        "Un fichier par facture : vous pouvez en choisir plusieurs.",
        action=STATE.upload_address,
        accept=f"{DOCUMENTS},.zip,application/zip",
        on_done=STATE.received,
        on_report=STATE.reported,
        is_listed=True,
        multiple=True,
    )


def _camera() -> rx.Component:
    """On a phone, the camera itself."""
    return rx.el.div(
        upload_field(
            "photo",
            "Photo de la facture",
            action=STATE.upload_address,
            accept="image/*",
            on_done=STATE.received,
            is_listed=True,
            choose="Prendre en photo",
            invitation="",
            capture="environment",
        ),
        class_name="ef-camera",
    )


def _following() -> rx.Component:
    return rx.el.p("Brouillon suivant : ", button.text_link(STATE.following.label, STATE.following.value))


def _draft() -> rx.Component:
    return split(
        rx.fragment(
            fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
            rx.cond(
                STATE.draft.replaces,
                rx.el.p("Cette facture remplacera ", rx.el.strong(STATE.draft.replaces), ", rejetée."),
            ),
            file_card(),
            rx.cond(STATE.draft.is_reading, reading(), rx.fragment(notes(), draft_form())),
            rx.cond(STATE.following.value, _following()),
        ),
        framed_viewer(STATE.draft.pages, STATE.draft.document, STATE.draft.unseen, STATE.draft.framed.length() > 0),
        share="wide",
    )
