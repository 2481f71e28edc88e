"""What a usager does with his demandes: list them, open one, write in its conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.app import words
from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes import repository
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.service import cases, hearing, opening
from espace_factures.demandes.service.hearing import Sign
from espace_factures.demandes.service.opening import News
from espace_factures.documents.models import Document
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of « Demandes », the references of those that are unread, and the établissements to choose from."""

    demandes: Sequence[Demande]
    unread: frozenset[str]
    places: Sequence[Establishment]
    place: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one may read of a demande."""

    demande: Demande
    events: Sequence[DemandeEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    news: News | None = None


def listed(
    uow: Reading,
    _ports: Inside,
    actor: Actor,
    words: str,
    place: str,
    *,
    only_unread: bool = False,
    newest_first: bool = True,
    page: int = 1,
) -> Listing:
    """The person's demandes, or those of one of his établissements; a place that is not his shows his own."""
    actor.require(Permission.ACCOUNT_USE)
    places = establishments_repository.those_of(uow.session, actor.account_id, MemberRight.FOLLOW)
    chosen = next((one.id for one in places if str(one.id) == place), 0)
    found = repository.latest(
        uow.session,
        actor,
        place=chosen,
        words=words,
        only_unread=only_unread,
        newest_first=newest_first,
        skipped=(page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE + 1,
    )
    unread = frozenset(demande.reference for demande, is_unread in found if is_unread)
    demandes = [demande for demande, _ in found[:PAGE_SIZE]]
    return Listing(demandes, unread, places, chosen, len(found) > PAGE_SIZE)


async def dossier(actor: Actor, reference: str) -> Dossier:
    """A demande as its people see it: without the agents' internal notes; opening it closes its notices."""
    return await opening.seen(actor, read(dossier_of, actor, reference))


def dossier_of(uow: Reading, _ports: Inside, actor: Actor, reference: str) -> Dossier:
    """The same, left as it is."""
    demande = _followed(uow, actor, reference)
    thread, link = cases.thread(uow, actor, demande), routes.with_query(routes.DEMANDE, ref=reference)
    news = opening.news_of(uow, actor, demande, thread.latest, link)
    return Dossier(demande, thread.events, thread.messages, thread.documents, news)


def write(
    uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, text: str, *, files: Sequence[str] = ()
) -> None:
    """A usager's words, files or both, in the conversation of a demande that he follows."""
    demande = _followed(uow, actor, reference)
    words.forget(uow, actor, words.message(reference))
    cases.write_message(uow, ports, actor, demande, text, files)
    hearing.tell_agents(uow, ports, actor, demande, Sign.WROTE)


def _followed(uow: Reading, actor: Actor, reference: str) -> Demande:
    demande = repository.find_followed(uow.session, actor, reference)
    if demande is None:
        raise NotFoundError("Cette demande est introuvable.")
    return demande
