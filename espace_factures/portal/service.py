"""What a search finds among the person's own demandes."""

from espace_factures.core.access import Actor
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.requests import repository
from espace_factures.requests.models import Request

LONGEST = 80


def own_results(uow: UnitOfWork, _ports: Ports, actor: Actor, query: str) -> list[Request]:
    """The readable demandes whose title or reference holds the words, newest first."""
    text = query.strip()[:LONGEST]
    return list(repository.search(uow.session, actor, text, 20)) if text else []
