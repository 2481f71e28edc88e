"""« Vérifier un certificat de dépôt »: by its reference and its code, or by the file itself."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.invoices.certificate.rules import LONGEST
from espace_factures.invoices.certificate.state import VerificationState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.native import listener, page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = VerificationState  # on a page its attributes are Vars


def verification() -> rx.Component:
    """The page."""
    return layout.page(
        rx.el.noscript(alert.alert("Cette vérification a besoin de JavaScript.", tone="waiting")),
        alert.live_alert(STATE.received, "done", data_testid="recu"),
        alert.live_alert(STATE.refused, data_testid="non-recu"),
        rx.el.div(_by_code(), _by_file(), class_name="ef-stack ef-reading"),
        title="Vérifier un certificat de dépôt",
        lead="Savoir quand une facture a été reçue, et rien d’autre : ni son montant, ni où elle en est.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Vérifier un certificat", routes.VERIFICATION)],
    )


def _by_code() -> rx.Component:
    form = page_form(
        stack(
            fields.text_field(
                "reference",
                "Référence",
                hint="En haut du certificat : EF-2026-000123.",
                value=STATE.reference,
                error=STATE.errors["reference"],
                key=STATE.reference,
                max_length=LONGEST,
                required=True,
            ),
            fields.text_field(
                "verification",
                "Code de vérification",
                hint="Sous « Vérifier ce certificat » : trois groupes de quatre caractères.",
                value=STATE.typed,
                error=STATE.errors["verification"],
                key=STATE.typed,
                max_length=LONGEST,
                autocomplete="off",
                required=True,
            ),
            actions(button.primary("Vérifier", type="submit")),
        ),
        on_submit=STATE.check,
    )
    return card.card(form, title="Par la référence et le code")


def _by_file() -> rx.Component:
    chosen = fields.file_field(
        "fichier-verifie",
        "Fichier à vérifier",
        "Il reste sur votre appareil : seule son empreinte SHA-256 est envoyée.",
        custom_attrs={
            "onChange": listener("ui/digest", "sendDigest"),
            "data-adresse": routes.asking(routes.VERIFICATION, "empreinte"),
        },
    )
    return card.card(chosen, title="Par le fichier lui-même")
