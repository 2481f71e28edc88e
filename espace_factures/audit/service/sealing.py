"""Seals the log: entries are chained a little after they were committed, so that nobody who records waits."""

from datetime import timedelta
from typing import Final

from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import repository
from espace_factures.audit.models import AuditSeal
from espace_factures.audit.rules.chain import Head, following
from espace_factures.core.ports import Inside

BATCH: Final = 1000
LATEST: Final = timedelta(days=1)
"""An entry may be committed after later ones are sealed, by the length of a transaction: this is far longer."""


def seal(uow: UnitOfWork, ports: Inside) -> tuple[Head, int]:
    """Chain the entries that have no seal yet, in one batch; returns the head, and how many were sealed."""
    repository.lock_chain(uow.session)
    last = repository.last_seal(uow.session)
    head = last.head if last else Head()
    entries = repository.unsealed(uow.session, last.sealed_at - LATEST if last else None, BATCH)
    for entry in entries:
        head = following(head, entry.content)
        uow.session.add(
            AuditSeal(position=head.position, entry_id=entry.id, hash=head.hash, sealed_at=ports.clock.now())
        )
    return head, len(entries)
