"""The agents' board: the queues that their rights open, and what waits in each, counted up to a hundred."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import CaseKind

MOST: Final = 100
ORDER: Final = (Kind.INVOICE, Kind.HABILITATION, Kind.RIB)


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue and how many items wait in it."""

    title: str
    page: str
    waiting: int


def board(uow: Reading, _ports: Inside, actor: Actor) -> list[Queue]:
    """What waits for the agent, queue by queue."""
    actor.require(Permission.ADMINISTRATION_OPEN)
    declared = [kinds.of(kind) for kind in ORDER]
    return [
        Queue(kind.title, kind.queue_page, repository.counted(uow.session, _waiting(uow, actor, kind), MOST))
        for kind in declared
        if actor.can(kind.right)
    ]


def _waiting(uow: Reading, actor: Actor, kind: CaseKind) -> Select[Any]:
    return repository.waiting(kind.kind, kind.turn_of(actor), kind.desks(uow, actor))
