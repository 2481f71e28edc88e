"""The agents' queue of habilitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository as demandes_repository
from espace_factures.habilitations import repository

MOST = 1000


@dataclass(frozen=True, slots=True)
class Queue:
    """The agents' list; `has_more` when it is cut."""

    rows: Sequence[repository.Row]
    has_more: bool
    waiting: int
    now: datetime


def queue(uow: Reading, ports: Inside, actor: Actor, search: str, view: str) -> Queue:
    """What waits for the agents, oldest first; or all, newest first."""
    actor.require(Permission.HABILITATION_DECIDE)
    rows = repository.queue(uow.session, search.strip(), all_of_them=view == "toutes")
    shown, has_more = rows[: repository.LONGEST_LIST], len(rows) > repository.LONGEST_LIST
    return Queue(
        shown, has_more, demandes_repository.counted(uow.session, repository.to_decide(), MOST), ports.clock.now()
    )
