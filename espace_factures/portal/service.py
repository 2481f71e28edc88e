"""What a search finds among the demandes that a person follows, and those that an agent instructs."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.core.access import Actor
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.requests import repository
from espace_factures.requests.models import Request

LONGEST = 80
MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """The demandes found, by what they are to the person."""

    followed: Sequence[Request]
    to_instruct: Sequence[Request]


def search(uow: UnitOfWork, _ports: Ports, actor: Actor, query: str) -> Found:
    """The demandes whose title holds every word, or of that reference, newest first."""
    words = query.strip()[:LONGEST]
    if not words:
        return Found([], [])
    followed = repository.search(uow.session, repository.followed_by(actor), words, MOST)
    instructed = repository.instructed_by(actor)
    return Found(followed, repository.search(uow.session, instructed, words, MOST) if actor.is_agent else [])
