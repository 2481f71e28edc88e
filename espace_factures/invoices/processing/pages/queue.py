"""The agents' queue of invoices."""

import reflex as rx

from espace_factures import routes
from espace_factures.invoices.processing.state import QueueState
from espace_factures.queues.components.page import Face, queue_page

FACE = Face(
    title="Factures",
    page=routes.ADMIN_INVOICES,
    headings=("Numéro", "Fournisseur"),
    empty="Aucune facture n’attend ici. Choisissez une autre partie de la file, ou ôtez un filtre.",
    has_directions=True,
    has_amounts=True,
)


def queue() -> rx.Component:
    """What waits for the agent, oldest first."""
    return queue_page(QueueState, FACE)
