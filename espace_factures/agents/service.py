"""The agents' board: the queues their rights open, and what waits in each."""

from dataclasses import dataclass

from espace_factures.agents import repository
from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside

MOST = repository.MOST


@dataclass(frozen=True, slots=True)
class Board:
    """How many items wait; None for a queue that the agent does not open."""

    invoices: int | None
    habilitations: int | None
    ribs: int | None


def board(uow: Reading, _ports: Inside, actor: Actor) -> Board:
    """What waits for the agent."""
    actor.require(Permission.ADMINISTRATION_OPEN)
    session = uow.session
    return Board(
        invoices=repository.invoices(session, actor) if actor.can(Permission.INVOICE_REVIEW) else None,
        habilitations=repository.habilitations(session) if actor.can(Permission.HABILITATION_DECIDE) else None,
        ribs=repository.ribs(session) if actor.can(Permission.RIB_VALIDATE) else None,
    )
