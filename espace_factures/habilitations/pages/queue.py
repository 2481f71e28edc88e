"""The agents' queue of habilitations."""

import reflex as rx

from espace_factures import routes
from espace_factures.habilitations.state.processing import HabilitationQueueState
from espace_factures.queues.components.page import Face, queue_page

FACE = Face(
    title="Habilitations",
    page=routes.ADMIN_HABILITATIONS,
    headings=("Établissement", "Personne"),
    empty="Aucune demande n’attend ici.",
)


def queue() -> rx.Component:
    """What waits for the agents."""
    return queue_page(HabilitationQueueState, FACE)
