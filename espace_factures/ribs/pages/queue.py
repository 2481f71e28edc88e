"""The agents' queue of RIBs."""

import reflex as rx

from espace_factures import routes
from espace_factures.queues.components.page import Face, queue_page
from espace_factures.ribs.state.processing import RibQueueState

FACE = Face(
    title="RIB",
    page=routes.ADMIN_RIBS,
    headings=("Établissement", "Titulaire"),
    empty="Aucun RIB n’attend ici. Deux agents différents valident chaque RIB.",
)


def queue() -> rx.Component:
    """What waits for the agents."""
    return queue_page(RibQueueState, FACE)
