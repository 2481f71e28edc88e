"""Asking for a habilitation, completing it, deciding it; acceptance opens the établissement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures import routes
from espace_factures.accounts.models import Account
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, NotFoundError, StaleError
from espace_factures.core.ports import Ports, RegistryRecord
from espace_factures.db import UnitOfWork
from espace_factures.establishments import repository as places
from espace_factures.establishments import service as establishments
from espace_factures.habilitations import messages, repository, rules
from espace_factures.habilitations.forms import Application, Decision, decision_faults
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import STAGES, Status
from espace_factures.notifications import service as notifications
from espace_factures.requests import repository as requests_rows
from espace_factures.requests import service as requests
from espace_factures.requests.models import Document, Message, Request, RequestEvent
from espace_factures.requests.rules import Kind

AUTHOR = "Province Sud – habilitations"


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one may read of a habilitation."""

    habilitation: Habilitation
    request: Request
    account: Account
    events: Sequence[RequestEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    registry: RegistryRecord | None
    members: list[str]
    as_agent: bool
    now: datetime


def prepare(_uow: UnitOfWork, ports: Ports, actor: Actor) -> str:
    """The key that makes a repeated sending have one effect."""
    actor.require(Permission.HABILITATION_REQUEST)
    return ports.chance.token()


def apply(uow: UnitOfWork, ports: Ports, actor: Actor, key: str, form: Application, proof: str, *, known: bool) -> str:
    """Ask for the habilitation; returns its reference, the same for the same key."""
    actor.require(Permission.HABILITATION_REQUEST)
    done = repository.by_key(uow.session, key)
    if done is not None and done[0].account_id == actor.account_id:
        return done[1]
    _refuse_repeat(uow, actor, form)
    title = f"Habilitation – {form.name} ({form.ridet})"
    request = requests.open_request(uow, ports, actor, Kind.HABILITATION, title, STAGES[Status.DEPOSITED], None)
    requests.take_document(uow, actor, proof, request, "proof")
    uow.session.add(
        Habilitation(
            **form.model_dump(),
            request_id=request.id or 0,
            account_id=actor.account_id,
            from_registry=known,
            status=Status.DEPOSITED,
            submission_key=key,
            created_at=ports.clock.now(),
        )
    )
    uow.session.flush()
    notifications.mail(uow, ports, actor.email, messages.received(form.name, request.reference, _link(ports, request)))
    _tell_managers(uow, ports, actor.name, form.ridet, form.name, is_accepted=False)
    return request.reference


def complete(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, text: str, received: str) -> None:
    """The person sends what the agent asked for."""
    habilitation, request = _own(uow, actor, reference)
    rules.move(Status(habilitation.status), Status.COMPLETED)
    if not text.strip() and not received.strip():
        raise FormError({"answer": "Joignez un document ou écrivez votre réponse."})
    for public_id in received.split():
        requests.take_document(uow, actor, public_id, request, "complement")
    if text.strip():
        requests.say(uow, ports, actor, request, text)
    _change(uow, ports, actor, habilitation, request, Status.COMPLETED, actor.name)


def withdraw(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> None:
    """The person gives up."""
    habilitation, request = _own(uow, actor, reference)
    rules.move(Status(habilitation.status), Status.WITHDRAWN)
    _change(uow, ports, actor, habilitation, request, Status.WITHDRAWN, actor.name)


def decide(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, version: int, form: Decision) -> None:
    """Accept, refuse or ask for a complement, on the version that was shown."""
    actor.require(Permission.HABILITATION_DECIDE)
    habilitation, request, account = _found(repository.find_readable(uow.session, actor, reference, lock=True))
    if habilitation.account_id == actor.account_id:
        raise DomainError("Vous ne pouvez pas décider de votre propre habilitation.")
    if habilitation.version != version:
        raise StaleError
    if form.status not in rules.DECISIONS:
        raise StaleError
    rules.move(Status(habilitation.status), form.status)
    if faults := decision_faults(form):
        raise FormError(faults)
    if form.status is Status.ACCEPTED:
        _open_access(uow, ports, habilitation, request, account)
    habilitation.decided_at = ports.clock.now()
    checked = "Vérifié au point d’accueil." if form.in_person not in {"", "False", "false"} else ""
    comment = " ".join(part for part in (form.comment, checked) if part)
    reason = form.reason if form.status is Status.REFUSED else ""
    _change(uow, ports, actor, habilitation, request, form.status, AUTHOR, reason, comment)
    why = messages.explain(reason, form.comment)
    letter = messages.decided(form.status, habilitation.name, reference, why, _link(ports, request))
    title = f"Habilitation pour {habilitation.name} : {STAGES[form.status].label.lower()}"
    recipient = notifications.Recipient(account.id or 0, account.email)
    notifications.tell(uow, ports, [recipient], letter, title, _path(request))


def say(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, text: str, *, is_internal: bool = False) -> None:
    """A line of conversation."""
    _, request, _ = _found(repository.find_readable(uow.session, actor, reference))
    requests.say(uow, ports, actor, request, text, is_internal=is_internal)


def own_dossier(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> Dossier:
    """The request as the person follows it; opening it closes its notices."""
    row = _found(repository.find_readable(uow.session, actor, reference))
    if row[0].account_id != actor.account_id:
        raise NotFoundError("Cette demande est introuvable.")
    notifications.mark_read(uow, ports, actor, _path(row[1]))
    return _dossier(uow, ports, actor, row, as_agent=False)


def agent_dossier(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> Dossier:
    """The request as the agent examines it, beside the registry."""
    actor.require(Permission.HABILITATION_DECIDE)
    row = _found(repository.find_readable(uow.session, actor, reference))
    return _dossier(uow, ports, actor, row, as_agent=True)


def queue(
    uow: UnitOfWork, ports: Ports, actor: Actor, search: str, view: str
) -> tuple[Sequence[repository.Row], datetime]:
    """What waits for the agents, oldest first; or all, newest first."""
    actor.require(Permission.HABILITATION_DECIDE)
    return repository.queue(uow.session, search.strip(), all_of_them=view == "toutes"), ports.clock.now()


def pending_of(uow: UnitOfWork, _ports: Ports, actor: Actor) -> Sequence[tuple[Habilitation, Request]]:
    """The person's requests that are not accepted yet."""
    return repository.own(uow.session, actor.account_id)


def _refuse_repeat(uow: UnitOfWork, actor: Actor, form: Application) -> None:
    first = repository.live_reference(uow.session, actor.account_id, form.ridet)
    if first:
        raise FormError({"ridet": f"Vous avez déjà une demande en cours pour ce RIDET : {first}."})
    place = places.by_ridet(uow.session, form.ridet)
    if place and places.membership(uow.session, place.id or 0, actor.account_id):
        raise FormError({"ridet": "Vous êtes déjà habilité pour cet établissement."})


def _open_access(uow: UnitOfWork, ports: Ports, habilitation: Habilitation, request: Request, account: Account) -> None:
    place = establishments.register(
        uow, habilitation.ridet, habilitation.name, habilitation.address, habilitation.activity
    )
    _tell_managers(uow, ports, account.full_name, habilitation.ridet, place.name, is_accepted=True)
    establishments.add_member(
        uow,
        ports,
        place.id or 0,
        account.id or 0,
        position=habilitation.position,
        department=habilitation.department,
    )
    habilitation.establishment_id = request.establishment_id = place.id


def _change(
    uow: UnitOfWork,
    ports: Ports,
    actor: Actor,
    habilitation: Habilitation,
    request: Request,
    status: Status,
    author: str,
    reason: str = "",
    comment: str = "",
) -> None:
    habilitation.status = status
    habilitation.version += 1
    requests.advance(uow, ports, request, actor, author, STAGES[status], reason_code=reason, comment=comment)


def _own(uow: UnitOfWork, actor: Actor, reference: str) -> tuple[Habilitation, Request]:
    habilitation, request, _ = _found(repository.find_readable(uow.session, actor, reference, lock=True))
    if habilitation.account_id != actor.account_id:
        raise NotFoundError("Cette demande est introuvable.")
    return habilitation, request


def _found(row: repository.Row | None) -> repository.Row:
    if row is None:
        raise NotFoundError("Cette demande est introuvable.")
    return row


def _dossier(uow: UnitOfWork, ports: Ports, actor: Actor, row: repository.Row, *, as_agent: bool) -> Dossier:
    habilitation, request, account = row
    request_id = request.id or 0
    registry, members = None, []
    if as_agent:
        registry = establishments.look_up(uow, ports, actor, habilitation.ridet).record
        place = places.by_ridet(uow.session, habilitation.ridet)
        members = [person.full_name for _, person in places.members(uow.session, place.id or 0)] if place else []
    return Dossier(
        habilitation=habilitation,
        request=request,
        account=account,
        events=requests_rows.history(uow.session, request_id),
        messages=requests_rows.conversation(uow.session, request_id, with_internal=as_agent),
        documents=requests_rows.documents(uow.session, request_id),
        registry=registry,
        members=members,
        as_agent=as_agent,
        now=ports.clock.now(),
    )


def _tell_managers(uow: UnitOfWork, ports: Ports, name: str, ridet: str, place_name: str, *, is_accepted: bool) -> None:
    place = places.by_ridet(uow.session, ridet)
    if place is None:
        return
    letter = messages.newcomer(place_name, name, is_accepted=is_accepted)
    recipients = establishments.manager_recipients(uow, place.id or 0)
    notifications.tell(uow, ports, recipients, letter, letter.subject, routes.ESTABLISHMENTS)


def _path(request: Request) -> str:
    return routes.with_query(routes.HABILITATION_FOLLOW, ref=request.reference)


def _link(ports: Ports, request: Request) -> str:
    return ports.settings.origin + _path(request)
