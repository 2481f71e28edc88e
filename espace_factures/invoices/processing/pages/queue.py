"""The agents' queue of invoices."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.demandes.components.queue import filters, queue_page
from espace_factures.invoices.following.components.tables import invoice_table
from espace_factures.invoices.following.presenter.rows import SORT_CHOICES, STATUS_CHOICES, VIEW_CHOICES
from espace_factures.invoices.processing.state import QueueState
from espace_factures.ui import fields
from espace_factures.ui.empty import empty_state
from espace_factures.ui.table import pager

STATE: Any = QueueState  # on a page its attributes are Vars


def queue() -> rx.Component:
    """What waits for the agent, oldest first."""
    return queue_page(
        STATE,
        ("Factures", routes.ADMIN_INVOICES),
        "Factures à instruire",
        "Les plus anciennes d’abord : chaque jour compte dans le délai de paiement.",
        filters(
            STATE,
            routes.ADMIN_INVOICES,
            "Numéro, référence, montant, bon de commande",
            fields.select_field("vue", "Vue", VIEW_CHOICES, value=STATE.view),
            fields.select_field("statut", "Statut", STATUS_CHOICES, value=STATE.status),
            fields.select_field("direction", "Direction", STATE.directions, value=STATE.direction),
            fields.select_field("tri", "Trier par", SORT_CHOICES, value=STATE.sort),
            label="Filtrer les factures",
        ),
        _rows(),
    )


def _rows() -> rx.Component:
    return rx.fragment(
        invoice_table(
            STATE.rows,
            "Factures à instruire",
            empty_state("Aucun résultat", "Rien n’attend ici. Élargissez la vue pour retrouver une facture."),
        ),
        pager(STATE.previous, STATE.following, STATE.position),
    )
