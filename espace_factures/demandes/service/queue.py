"""The agents' queue of one kind of demande."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes.repository import LONGEST_QUEUE
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds

RowT = TypeVar("RowT")
ALL_OF_THEM: Final = frozenset({"toutes", "tous"})
"""The view of the address that shows more than what waits."""


@dataclass(frozen=True, slots=True)
class Queue(Generic[RowT]):
    """The agents' list; `has_more` when it is cut."""

    rows: Sequence[RowT]
    has_more: bool
    now: datetime


def queue(uow: Reading, ports: Inside, actor: Actor, kind: Kind, search: str, view: str) -> Queue[Any]:
    """What waits for the agents, oldest first; or all, newest first."""
    declared = kinds.of(kind)
    actor.require(declared.right)
    rows = declared.queue(uow.session, search.strip(), all_of_them=view in ALL_OF_THEM)
    return Queue(rows[:LONGEST_QUEUE], len(rows) > LONGEST_QUEUE, ports.clock.now())
