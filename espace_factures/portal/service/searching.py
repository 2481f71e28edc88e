"""What a search finds among the demandes that a person follows, and those that an agent instructs."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import Demande

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """The demandes found, by what they are to the person."""

    followed: Sequence[Demande]
    to_instruct: Sequence[Demande]


def search(uow: Reading, _ports: Inside, actor: Actor, query: str) -> Found:
    """The demandes whose title holds every word, or of that reference, newest first."""
    words = query.strip()[:LONGEST_SEARCH]
    if not words:
        return Found([], [])
    followed = demandes_repository.search(uow.session, demandes_repository.followed_by(actor), words, MOST)
    instructed = demandes_repository.instructed_by(actor)
    return Found(followed, demandes_repository.search(uow.session, instructed, words, MOST) if actor.is_agent else [])
