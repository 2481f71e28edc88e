"""Verifies the log: walks the chain from its beginning, and says where it breaks."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.audit import repository
from espace_factures.audit.models import AuditSeal
from espace_factures.audit.rules.chain import Content, Head, following
from espace_factures.core.ports import Inside

BATCH: Final = 5000
SEALED_WITHIN: Final = timedelta(minutes=10)


class Break(StrEnum):
    """What is wrong at a place of the chain."""

    GONE = "l’entrée a disparu"
    CHANGED = "l’entrée, ou une entrée d’avant, n’est plus celle qui a été scellée"
    HOLE = "un sceau manque avant celui-ci"
    OTHER = "la chaîne ne passe pas par la tête donnée"


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the chain holds, and what breaks there; `is_done` at its end."""

    head: Head
    broken: Break | None = None
    entry_id: int = 0
    is_done: bool = False


def walk(uow: Reading, _ports: Inside, head: Head, expected: Head) -> Walk:
    """The next seals after `head`; a head kept elsewhere must be met on the way."""
    rows = list(repository.seals_after(uow.session, head.position, BATCH))
    for seal, content in rows:
        if broken := _break(head, seal, content):
            return Walk(head, broken, seal.entry_id)
        head = seal.head
        if head.position == expected.position and head != expected:
            return Walk(head, Break.OTHER, seal.entry_id)
    is_done = len(rows) < BATCH
    is_short = is_done and head.position < expected.position
    return Walk(head, Break.OTHER if is_short else None, is_done=is_done)


def waiting(uow: Reading, ports: Inside) -> int:
    """How many entries should have a seal by now, and have none."""
    return repository.count_unsealed(uow.session, ports.clock.now() - SEALED_WITHIN)


def _break(head: Head, seal: AuditSeal, content: Content | None) -> Break | None:
    if seal.position != head.position + 1:
        return Break.HOLE
    if content is None:
        return Break.GONE
    return None if following(head, content) == seal.head else Break.CHANGED
