"""What agents do with habilitations: find them, examine them, decide; acceptance opens the établissement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, StaleError
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande
from espace_factures.demandes.service import cases
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRole
from espace_factures.establishments.service import standing
from espace_factures.habilitations import messages, repository, rules
from espace_factures.habilitations.forms import Decision, decision_faults
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import STAGES, Status
from espace_factures.habilitations.service import applications
from espace_factures.habilitations.service.applications import Dossier
from espace_factures.identity.models import Account
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox

AUTHOR = "Province Sud – habilitations"
OWN = "Vous ne pouvez pas décider de votre propre habilitation : un autre agent s’en charge."


@dataclass(frozen=True, slots=True)
class Queue:
    """The agents' list; `has_more` when it is cut."""

    rows: Sequence[repository.Row]
    has_more: bool
    waiting: int
    now: datetime


def queue(uow: Reading, ports: Inside, actor: Actor, search: str, view: str) -> Queue:
    """What waits for the agents, oldest first; or all, newest first."""
    actor.require(Permission.HABILITATION_DECIDE)
    rows = repository.queue(uow.session, search.strip(), all_of_them=view == "toutes")
    shown, has_more = rows[: repository.LONGEST_LIST], len(rows) > repository.LONGEST_LIST
    return Queue(shown, has_more, repository.count_to_decide(uow.session), ports.clock.now())


async def agent_dossier(actor: Actor, reference: str) -> Dossier:
    """The demande as the agent examines it, beside the registry, the members and the other demandes."""
    dossier = await run(examined, actor, reference)
    found = await standing.look_up(actor, dossier.habilitation.ridet)
    return replace(dossier, registry=found.record)


def examined(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> Dossier:
    """The demande beside the members and the other demandes."""
    actor.require(Permission.HABILITATION_DECIDE)
    habilitation, demande, account = applications.found(repository.find_readable(uow.session, actor, reference))
    thread, place = (
        cases.thread(uow, actor, demande, as_agent=True),
        establishments_repository.by_ridet(uow.session, habilitation.ridet),
    )
    return Dossier(
        habilitation=habilitation,
        demande=demande,
        account=account,
        events=thread.events,
        messages=thread.messages,
        documents=thread.documents,
        now=ports.clock.now(),
        as_agent=True,
        is_own=habilitation.account_id == actor.account_id,
        members=establishments_repository.members(uow.session, place.id) if place else (),
        others=repository.others(uow.session, habilitation.ridet, habilitation.id),
    )


def decide(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, version: int, form: Decision) -> None:
    """Accept, refuse or ask for a complement, on the version that was shown; raises StaleError when it changed."""
    actor.require(Permission.HABILITATION_DECIDE)
    row = applications.found(repository.find_readable(uow.session, actor, reference, lock=True))
    habilitation, demande, account = row
    if habilitation.account_id == actor.account_id:
        raise DomainError(OWN)
    if habilitation.version != version or form.status not in rules.moves_of_agent(Status(habilitation.status)):
        raise StaleError
    if faults := decision_faults(form):
        raise FormError(faults)
    role = _open_access(uow, ports, habilitation, demande, account) if form.status is Status.ACCEPTED else None
    habilitation.decided_at = ports.clock.now()
    reason = form.reason if form.status is Status.REFUSED else ""
    comment = "\n".join(part for part in (form.comment, rules.CHECKED if form.in_person else "") if part)
    applications.change(uow, ports, actor, habilitation, demande, form.status, AUTHOR, reason, comment)
    _tell_person(uow, ports, row, form, manages=role is MemberRole.MANAGER)


def _open_access(
    uow: UnitOfWork, ports: Inside, habilitation: Habilitation, demande: Demande, account: Account
) -> MemberRole:
    """Make the person a member, the first one a manager; the present managers are told."""
    place = standing.register(uow, habilitation.ridet, habilitation.name, habilitation.address, habilitation.activity)
    letter = messages.joined(place.name, account.full_name, ports.settings.origin + routes.ESTABLISHMENTS)
    managers = standing.manager_recipients(uow, place.id)
    outbox.tell(uow, ports, Event.HABILITATION, managers, letter, letter.subject, routes.ESTABLISHMENTS)
    role = standing.add_member(
        uow,
        ports,
        place.id,
        account.id,
        position=habilitation.position,
        department=habilitation.department,
    )
    habilitation.establishment_id = demande.establishment_id = place.id
    return role


def _tell_person(uow: UnitOfWork, ports: Inside, row: repository.Row, form: Decision, *, manages: bool) -> None:
    habilitation, demande, account = row
    reason = form.reason if form.status is Status.REFUSED else ""
    is_accepted = form.status is Status.ACCEPTED
    letter = messages.decided(
        form.status,
        habilitation.name,
        demande.reference,
        messages.explain(reason, form.comment),
        ports.settings.origin + routes.INVOICES_HOME if is_accepted else applications.link(ports, demande),
        manages=manages,
    )
    title = f"Habilitation pour {habilitation.name} : {STAGES[form.status].label.lower()}"
    told = [recipient_of(account)]
    outbox.tell(uow, ports, Event.HABILITATION, told, letter, title, applications.path(demande))
