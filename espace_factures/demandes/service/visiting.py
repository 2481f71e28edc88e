"""Agents who look at one demande know of each other: each open page signs now and then, and takes its sign back."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Final

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, kinds

SIGN_SECONDS: Final = 10
"""How often an open page signs."""
GONE_AFTER: Final = timedelta(seconds=30)
"""Whoever gave no sign for so long looks at something else."""


def sign(uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, reference: str, tab: str) -> Sequence[str]:
    """The agent looks at the demande in this tab, and at nothing else there; returns which colleagues look too."""
    declared, now = kinds.of(kind), ports.clock.now()
    actor.require(declared.right)
    demande = deciding.instructed(uow, actor, declared, reference).demande
    living = now - GONE_AFTER
    before = repository.visit(uow.session, _hidden(tab), demande.id, actor.account_id, now)
    if before is None or before.demande_id != demande.id or before.seen_at <= living:
        uow.notify(topics.visits(reference))
    if before is not None and before.demande_id != demande.id:
        _tell_left(uow, [before.demande_id])
    return repository.visitors(uow.session, demande.id, living, but=actor.account_id)


def leave(uow: UnitOfWork, _ports: Inside, tabs: Sequence[str]) -> None:
    """These tabs are closed, or show something else."""
    _tell_left(uow, repository.end_visits(uow.session, [_hidden(tab) for tab in tabs]))


def _tell_left(uow: UnitOfWork, demande_ids: Sequence[int]) -> None:
    for reference in repository.references_of(uow.session, demande_ids):
        uow.notify(topics.visits(reference))


def _hidden(tab: str) -> str:
    """What is written of a tab: its number alone would let one speak in its place."""
    return sha256(tab.encode()).hexdigest()
