"""Asking for a habilitation, completing it, taking it back, following it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside, RegistryRecord
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases
from espace_factures.documents import service as documents_service
from espace_factures.documents.models import Document
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Membership
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.habilitations import messages, repository, rules
from espace_factures.habilitations.forms import Application
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import STAGES, Status
from espace_factures.identity.models import Account
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox

REFUSAL_SHOWN: Final = timedelta(days=30)
MOST_FILES: Final = 10


@dataclass(frozen=True, slots=True)
class Repeat:
    """Why another demande for the same RIDET is of no use; `reference` is the first one, if any."""

    sentence: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one may read of a habilitation; what follows `now` is for agents."""

    habilitation: Habilitation
    demande: Demande
    account: Account
    events: Sequence[DemandeEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    now: datetime
    as_agent: bool = False
    is_own: bool = False
    registry: RegistryRecord | None = None
    members: Sequence[tuple[Membership, Account]] = field(default=())
    others: Sequence[repository.Row] = field(default=())


def apply(uow: UnitOfWork, ports: Inside, actor: Actor, key: str, form: Application, proof: str, *, known: bool) -> str:
    """Ask for the habilitation; returns its reference, the same when the same form comes again."""
    actor.require(Permission.HABILITATION_REQUEST)
    repository.hold(uow.session, actor.account_id)
    done = repository.by_key(uow.session, key)
    if done is not None and (done[0].account_id, done[0].ridet) == (actor.account_id, form.ridet):
        return done[1]
    if repeat := find_repeat(uow, actor, form.ridet):
        raise FormError({"ridet": repeat.sentence}, repeat.sentence)
    title = f"Habilitation – {form.name} ({form.ridet})"
    demande = cases.open_demande(uow, ports, actor, Kind.HABILITATION, title, STAGES[Status.DEPOSITED], None)
    documents_service.take_document(uow, actor, proof, demande.id, "proof")
    uow.session.add(
        Habilitation(
            **form.model_dump(include=set(rules.FIELDS)),
            demande_id=demande.id,
            account_id=actor.account_id,
            from_registry=known,
            status=Status.DEPOSITED,
            submission_key=key if done is None else ports.chance.token(),
            created_at=ports.clock.now(),
        )
    )
    repository.forget_draft(uow.session, actor.account_id, key)
    audit_service.record(uow, ports, actor, "habilitation.deposited", demande.reference, ridet=form.ridet)
    _tell_received(uow, ports, actor, form, demande)
    return demande.reference


def find_repeat(uow: Reading, actor: Actor, ridet: str) -> Repeat | None:
    """What the person has for this RIDET already: a living demande, or the right itself."""
    first = repository.living(uow.session, actor.account_id, ridet)
    if first is not None:
        status = first.status.lower()
        sentence = f"Vous avez déjà une demande en cours pour ce RIDET : {first.reference}, {status}."
        return Repeat(sentence, first.reference)
    place = establishments_repository.by_ridet(uow.session, ridet)
    if place is not None and establishments_repository.find(
        uow.session, place.id, actor.account_id, MemberRight.FOLLOW
    ):
        return Repeat(f"Vous pouvez déjà agir pour cet établissement : {place.name}.")
    return None


def complete(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, text: str, received: str) -> None:
    """The person sends what the agent asked for: files, words, or both."""
    habilitation, demande = _own(uow, actor, reference)
    rules.move(Status(habilitation.status), Status.COMPLETED)
    if not text.strip() and not received.strip():
        raise FormError({"answer": "Joignez un document ou écrivez votre réponse."})
    for public_id in received.split()[:MOST_FILES]:
        documents_service.take_document(uow, actor, public_id, demande.id, "complement")
    if text.strip():
        cases.say(uow, ports, actor, demande, text)
    change(uow, ports, actor, habilitation, demande, Status.COMPLETED, actor.name)


def withdraw(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> None:
    """The person gives up."""
    habilitation, demande = _own(uow, actor, reference)
    rules.move(Status(habilitation.status), Status.WITHDRAWN)
    change(uow, ports, actor, habilitation, demande, Status.WITHDRAWN, actor.name)


def say(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    reference: str,
    text: str,
    *,
    files: Sequence[str] = (),
    is_internal: bool = False,
) -> None:
    """Words, files or both; the person is told of an agent's by mail."""
    habilitation, demande, account = found(repository.find_readable(uow.session, actor, reference))
    cases.say(uow, ports, actor, demande, text, files=files, is_internal=is_internal)
    if is_internal or account.id == actor.account_id:
        return
    letter = messages.answered(habilitation.name, reference, link(ports, demande))
    told = [recipient_of(account)]
    outbox.tell(uow, ports, Event.MESSAGE, told, letter, letter.subject, path(demande))


def own_dossier(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> Dossier:
    """The demande as the person follows it; opening it closes its notices."""
    actor.require(Permission.HABILITATION_REQUEST)
    habilitation, demande, account = found(repository.find_readable(uow.session, actor, reference))
    if habilitation.account_id != actor.account_id:
        raise NotFoundError("Cette demande est introuvable.")
    outbox.mark_read(uow, ports, actor, path(demande))
    thread = cases.thread(uow, actor, demande)
    return Dossier(
        habilitation=habilitation,
        demande=demande,
        account=account,
        events=thread.events,
        messages=thread.messages,
        documents=thread.documents,
        now=ports.clock.now(),
        is_own=True,
    )


def pending_of(uow: Reading, ports: Inside, actor: Actor) -> list[tuple[Habilitation, Demande]]:
    """The person's demandes that wait, and those refused lately that nothing replaced."""
    rows = repository.own(uow.session, actor.account_id, ports.clock.now() - REFUSAL_SHOWN)
    shown: list[tuple[Habilitation, Demande]] = []
    for habilitation, demande in rows:
        is_replaced = any(newer.ridet == habilitation.ridet for newer, _ in shown)
        if not is_replaced and not _is_member(uow, actor, habilitation):
            shown.append((habilitation, demande))
    return shown


def change(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    habilitation: Habilitation,
    demande: Demande,
    status: Status,
    author: str,
    reason: str = "",
    comment: str = "",
) -> None:
    """Move the demande on: status, version, history, audit, open pages."""
    habilitation.status = status
    habilitation.version += 1
    cases.advance(uow, ports, demande, actor, author, STAGES[status], reason_code=reason, comment=comment)


def found(row: repository.Row | None) -> repository.Row:
    """The row, or NotFoundError: what does not exist and what may not be seen are never told apart."""
    if row is None:
        raise NotFoundError("Cette demande est introuvable.")
    return row


def path(demande: Demande) -> str:
    """Where the person follows his demande."""
    return routes.with_query(routes.HABILITATION_FOLLOW, ref=demande.reference)


def link(ports: Inside, demande: Demande) -> str:
    """The same, for a mail."""
    return ports.settings.origin + path(demande)


def _tell_received(uow: UnitOfWork, ports: Inside, actor: Actor, form: Application, demande: Demande) -> None:
    letter = messages.received(form.name, demande.reference, link(ports, demande))
    outbox.confirm(uow, ports, Event.HABILITATION, actor, letter)
    place = establishments_repository.by_ridet(uow.session, form.ridet)
    if place is None:
        return
    notice = messages.asks(place.name, actor.name, ports.settings.origin + routes.ESTABLISHMENTS)
    managers = standing.manager_recipients(uow, place.id)
    outbox.tell(uow, ports, Event.HABILITATION, managers, notice, notice.subject, routes.ESTABLISHMENTS)


def _is_member(uow: Reading, actor: Actor, habilitation: Habilitation) -> bool:
    place = establishments_repository.by_ridet(uow.session, habilitation.ridet)
    return (
        place is not None
        and establishments_repository.find(uow.session, place.id, actor.account_id, MemberRight.FOLLOW) is not None
    )


def _own(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Habilitation, Demande]:
    habilitation, demande, _ = found(repository.find_readable(uow.session, actor, reference, lock=True))
    if habilitation.account_id != actor.account_id:
        raise NotFoundError("Cette demande est introuvable.")
    return habilitation, demande
