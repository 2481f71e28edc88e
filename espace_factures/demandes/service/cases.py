"""What every demande can do: open, advance, be talked about, hold documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.typed import lines
from espace_factures.demandes import messages, repository, rules
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.demandes.rules import LONGEST_MESSAGE, Kind, Stage
from espace_factures.demandes.service import hearing, kinds
from espace_factures.demandes.service.hearing import Sign
from espace_factures.documents import repository as documents_repository
from espace_factures.documents.models import Document
from espace_factures.documents.rules import DocumentRole
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.organisation.service import parameters


@dataclass(frozen=True, slots=True)
class ReadyFiles:
    """The files that the next message may carry, and why others may not leave with it."""

    documents: Sequence[Document]
    refusal: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What happened, was said and was joined in a demande, as one person may read it."""

    events: Sequence[DemandeEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]

    @property
    def latest(self) -> datetime | None:
        """When the last of it happened or was said."""
        return max((row.at for row in (*self.events, *self.messages)), default=None)


def open_demande(
    uow: UnitOfWork, ports: Inside, actor: Actor, kind: Kind, title: str, stage: Stage, establishment_id: int | None
) -> Demande:
    """A new demande with its reference and the first line of its history."""
    now = ports.clock.now()
    year = noumea_date(now).year
    number = repository.next_number(uow.session, f"{rules.SERIES[kind]}-{year}")
    life = kinds.of(kind).life
    status = life.told_as(stage)
    demande = Demande(
        reference=rules.reference(kind, year, number),
        kind=kind,
        title=title,
        status=stage.label,
        tone=stage.tone,
        account_id=actor.account_id,
        establishment_id=establishment_id,
        created_at=now,
        updated_at=now,
        stage=status or "",
        turn=life.turn(status),
        clock_from=now,
    )
    uow.session.add(demande)
    uow.session.flush()
    _write_event(uow, ports, demande, actor, actor.name, stage)
    return demande


def advance(
    uow: UnitOfWork,
    ports: Inside,
    demande: Demande,
    actor: Actor,
    author: str,
    stage: Stage,
    *,
    reason_code: str = "",
    reason: str = "",
    comment: str = "",
    undoes_since: datetime | None = None,
) -> None:
    """Change the status: written in the history, in the audit log, and shown on open pages at commit."""
    demande.status, demande.tone, demande.updated_at = stage.label, stage.tone, ports.clock.now()
    _write_event(uow, ports, demande, actor, author, stage, reason_code, reason, comment, undoes_since)
    audit_service.record(
        uow, ports, actor, Action(f"{demande.kind}.status"), demande.reference, status=stage.label, reason=reason_code
    )


def note(
    uow: UnitOfWork, ports: Inside, demande: Demande, actor: Actor, stage: Stage, comment: str, *, author: str = ""
) -> None:
    """A line of the history that changes no status: what happened, and to what; signed by the actor unless told."""
    _write_event(uow, ports, demande, actor, author or actor.name, stage, comment=comment)


def wake(uow: UnitOfWork, demande: Demande) -> None:
    """Refresh the open pages that show the demande, or a list that holds it."""
    uow.notify(topics.demande(demande.reference))
    uow.notify(topics.queue(demande.kind))
    uow.notify(topics.account(demande.account_id))
    if demande.establishment_id is not None:
        uow.notify(topics.establishment(demande.establishment_id))


def say(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    demande: Demande,
    body: str,
    *,
    files: Sequence[str] = (),
    is_internal: bool = False,
) -> None:
    """Add words, files or both to the conversation, or to an internal note that the usager never sees."""
    # Nobody instructs their own demande: the person who made it speaks for themselves, agent or not.
    from_agent = demande.account_id != actor.account_id and is_instructed_by(uow, actor, demande)
    if is_internal and not from_agent:
        raise NotFoundError
    write_message(uow, ports, actor, demande, body, files, from_agent=from_agent, is_internal=is_internal)
    if not from_agent:
        hearing.tell_agents(uow, ports, actor, demande, Sign.WROTE)
    elif not is_internal:
        kinds.of(demande.kind).tell_message(uow, ports, demande)


def tell_author(uow: UnitOfWork, ports: Inside, demande: Demande) -> None:
    """Tell the person who made a demande that an agent wrote."""
    account = identity_repository.by_id(uow.session, demande.account_id)
    page = kinds.page_of(demande.kind, demande.reference)
    letter = messages.answered(demande.title, demande.reference, ports.settings.origin + page)
    outbox.tell(uow, ports, Event.MESSAGE, [recipient_of(account)], letter, letter.subject, page)


def readable(uow: Reading, actor: Actor, reference: str) -> Demande:
    """The demande, when the actor may read it; raises NotFoundError."""
    demande = repository.find_readable(uow.session, actor, reference)
    if demande is None:
        raise NotFoundError("Cette demande est introuvable.")
    return demande


def thread(uow: Reading, actor: Actor, demande: Demande, *, as_agent: bool = False) -> Thread:
    """What the actor may read of the demande; internal notes are for the agents who instruct it."""
    session, demande_id = uow.session, demande.id
    with_internal = as_agent and demande.account_id != actor.account_id
    return Thread(
        repository.history(session, demande_id),
        repository.conversation(session, demande_id, with_internal=with_internal),
        repository.documents(session, demande_id, with_internal=with_internal),
    )


def is_instructed_by(uow: Reading, actor: Actor, demande: Demande) -> bool:
    """Whether the actor reads the demande as an agent."""
    return repository.is_instructed(uow.session, actor, demande.id)


def ready_files(uow: Reading, ports: Inside, actor: Actor, public_ids: Sequence[str]) -> ReadyFiles:
    """The actor's loose documents among these, which their next message may carry."""
    actor.require(Permission.ACCOUNT_USE)
    most = parameters.at(uow.session, ports.clock.now()).message_files
    wanted = list(dict.fromkeys(public_ids))[: most + 1]
    documents = documents_repository.own_loose_documents(uow.session, actor, wanted)
    return ReadyFiles(documents[:most], rules.too_many_files(most) if len(documents) > most else "")


def write_message(
    uow: UnitOfWork,
    ports: Inside,
    actor: Actor,
    demande: Demande,
    body: str,
    files: Sequence[str],
    *,
    from_agent: bool = False,
    is_internal: bool = False,
) -> None:
    """Write the line and join its files, for a caller who has checked the right; raises FormError."""
    text = lines(body)
    _refuse_faults(text, files, parameters.at(uow.session, ports.clock.now()).message_files)
    message = Message(
        demande_id=demande.id,
        at=ports.clock.now(),
        account_id=actor.account_id,
        # An internal note is read by colleagues alone: they know whom to ask.
        author="Province Sud" if from_agent and not is_internal else actor.name,
        from_agent=from_agent,
        is_internal=is_internal,
        body=text,
    )
    uow.session.add(message)
    _join_files(uow, actor, message, files)
    said = Action.NOTE_WRITTEN if is_internal else Action.MESSAGE_SENT
    audit_service.record(uow, ports, actor, said, demande.reference)
    demande.updated_at = message.at
    wake(uow, demande)


def _refuse_faults(text: str, files: Sequence[str], most_files: int) -> None:
    if not text and not files:
        raise FormError({"message": "Écrivez votre message, ou joignez un fichier."})
    if len(text) > LONGEST_MESSAGE:
        raise FormError({"message": f"Ce message est trop long : {LONGEST_MESSAGE} caractères au plus."})
    if len(files) > most_files:
        raise FormError({"pieces": rules.too_many_files(most_files)})


def _join_files(uow: UnitOfWork, actor: Actor, message: Message, files: Sequence[str]) -> None:
    uow.session.flush()
    documents = documents_repository.own_loose_documents(uow.session, actor, files, lock=True) if files else ()
    if len(documents) < len(set(files)):
        raise FormError({"pieces": "Un de ces fichiers n’est plus là : retirez-le, puis joignez-le de nouveau."})
    for document in documents:
        document.demande_id, document.message_id = message.demande_id, message.id
        document.role = DocumentRole.ATTACHMENT


def _write_event(
    uow: UnitOfWork,
    ports: Inside,
    demande: Demande,
    actor: Actor,
    author: str,
    stage: Stage,
    reason_code: str = "",
    reason: str = "",
    comment: str = "",
    undoes_since: datetime | None = None,
) -> None:
    uow.session.add(
        DemandeEvent(
            demande_id=demande.id,
            at=ports.clock.now(),
            account_id=actor.account_id,
            author=author,
            status=stage.label,
            tone=stage.tone,
            reason_code=reason_code,
            reason=reason,
            comment=comment,
            undoes_since=undoes_since,
        )
    )
    wake(uow, demande)
