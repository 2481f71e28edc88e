"""What agents do with habilitations: find them, examine them, decide; acceptance opens the établissement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures import routes
from espace_factures.accounts.models import Account
from espace_factures.accounts.recipients import recipient_of
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, StaleError
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.establishments import repository as places
from espace_factures.establishments import service as establishments
from espace_factures.establishments.rules import MemberRole
from espace_factures.habilitations import messages, repository, rules, service
from espace_factures.habilitations.forms import Decision, decision_faults
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import STAGES, Status
from espace_factures.habilitations.service import Dossier
from espace_factures.notifications import service as notifications
from espace_factures.notifications.rules import Event
from espace_factures.requests import service as requests
from espace_factures.requests.models import Request

AUTHOR = "Province Sud – habilitations"
OWN = "Vous ne pouvez pas décider de votre propre habilitation : un autre agent s’en charge."


@dataclass(frozen=True, slots=True)
class Queue:
    """The agents' list; `has_more` when it is cut."""

    rows: Sequence[repository.Row]
    has_more: bool
    waiting: int
    now: datetime


def queue(uow: UnitOfWork, ports: Ports, actor: Actor, search: str, view: str) -> Queue:
    """What waits for the agents, oldest first; or all, newest first."""
    actor.require(Permission.HABILITATION_DECIDE)
    rows = repository.queue(uow.session, search.strip(), all_of_them=view == "toutes")
    shown, has_more = rows[: repository.LONGEST_LIST], len(rows) > repository.LONGEST_LIST
    return Queue(shown, has_more, repository.count_to_decide(uow.session), ports.clock.now())


def agent_dossier(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> Dossier:
    """The request as the agent examines it, beside the registry, the members and the other requests."""
    actor.require(Permission.HABILITATION_DECIDE)
    habilitation, request, account = service.found(repository.find_readable(uow.session, actor, reference))
    thread, place = (
        requests.thread(uow, actor, request, as_agent=True),
        places.by_ridet(uow.session, habilitation.ridet),
    )
    return Dossier(
        habilitation=habilitation,
        request=request,
        account=account,
        events=thread.events,
        messages=thread.messages,
        documents=thread.documents,
        now=ports.clock.now(),
        as_agent=True,
        is_own=habilitation.account_id == actor.account_id,
        registry=establishments.look_up(uow, ports, actor, habilitation.ridet).record,
        members=places.members(uow.session, place.id or 0) if place else (),
        others=repository.others(uow.session, habilitation.ridet, habilitation.id or 0),
    )


def decide(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, version: int, form: Decision) -> None:
    """Accept, refuse or ask for a complement, on the version that was shown; raises StaleError when it changed."""
    actor.require(Permission.HABILITATION_DECIDE)
    row = service.found(repository.find_readable(uow.session, actor, reference, lock=True))
    habilitation, request, account = row
    if habilitation.account_id == actor.account_id:
        raise DomainError(OWN)
    if habilitation.version != version or form.status not in rules.moves_of_agent(Status(habilitation.status)):
        raise StaleError
    if faults := decision_faults(form):
        raise FormError(faults)
    role = _open_access(uow, ports, habilitation, request, account) if form.status is Status.ACCEPTED else None
    habilitation.decided_at = ports.clock.now()
    reason = form.reason if form.status is Status.REFUSED else ""
    comment = "\n".join(part for part in (form.comment, rules.CHECKED if form.in_person else "") if part)
    service.change(uow, ports, actor, habilitation, request, form.status, AUTHOR, reason, comment)
    _tell_person(uow, ports, row, form, manages=role is MemberRole.MANAGER)


def _open_access(
    uow: UnitOfWork, ports: Ports, habilitation: Habilitation, request: Request, account: Account
) -> MemberRole:
    """Make the person a member, the first one a manager; the present managers are told."""
    place = establishments.register(
        uow, habilitation.ridet, habilitation.name, habilitation.address, habilitation.activity
    )
    letter = messages.joined(place.name, account.full_name, ports.settings.origin + routes.ESTABLISHMENTS)
    managers = establishments.manager_recipients(uow, place.id or 0)
    notifications.tell(uow, ports, Event.HABILITATION, managers, letter, letter.subject, routes.ESTABLISHMENTS)
    role = establishments.add_member(
        uow,
        ports,
        place.id or 0,
        account.id or 0,
        position=habilitation.position,
        department=habilitation.department,
    )
    habilitation.establishment_id = request.establishment_id = place.id
    return role


def _tell_person(uow: UnitOfWork, ports: Ports, row: repository.Row, form: Decision, *, manages: bool) -> None:
    habilitation, request, account = row
    reason = form.reason if form.status is Status.REFUSED else ""
    is_accepted = form.status is Status.ACCEPTED
    letter = messages.decided(
        form.status,
        habilitation.name,
        request.reference,
        messages.explain(reason, form.comment),
        ports.settings.origin + routes.INVOICES_HOME if is_accepted else service.link(ports, request),
        manages=manages,
    )
    title = f"Habilitation pour {habilitation.name} : {STAGES[form.status].label.lower()}"
    told = [recipient_of(account)]
    notifications.tell(uow, ports, Event.HABILITATION, told, letter, title, service.path(request))
