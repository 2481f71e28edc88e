"""RIBs of an établissement: added by a manager, vouched for by two agents, used after a pause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures import routes
from espace_factures.audit import service as audit
from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.core.errors import DomainError, FormError, NotFoundError, StaleError
from espace_factures.core.ports import Ports
from espace_factures.core.rib import masked
from espace_factures.db import UnitOfWork
from espace_factures.establishments import repository as places
from espace_factures.establishments import service as establishments
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.notifications import service as notifications
from espace_factures.requests import repository as requests_rows
from espace_factures.requests import service as requests
from espace_factures.requests.models import Document, Message, Request, RequestEvent
from espace_factures.requests.rules import Kind
from espace_factures.ribs import messages, repository, rules
from espace_factures.ribs.forms import NewRib, Refusal, checked_rib, refusal_faults
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import STAGES, Status

AUTHOR = "Province Sud – vérification des RIB"


@dataclass(frozen=True, slots=True)
class RibChoice:
    """A RIB an invoice may be paid on."""

    id: int
    label: str
    iban: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class RibPage:
    """What the page of RIBs shows and offers."""

    rows: Sequence[repository.Row]
    managed: list[Establishment]
    key: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A RIB on the agent's screen."""

    rib: Rib
    request: Request
    place: Establishment
    events: Sequence[RequestEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    alerts: list[str]
    now: datetime


def usable(uow: UnitOfWork, ports: Ports, establishment_id: int) -> list[RibChoice]:
    """What an invoice deposited now may name."""
    rows = repository.usable(uow.session, establishment_id, ports.clock.now())
    return [
        RibChoice(rib.id or 0, f"{rib.bank_name} {masked(rib.iban)}".strip(), rib.iban, rib.is_default) for rib in rows
    ]


def page(uow: UnitOfWork, ports: Ports, actor: Actor) -> RibPage:
    """The RIBs of the person's établissements."""
    actor.require(Permission.RIB_USE)
    managed = establishments.mine(uow, ports, actor, MemberRight.MANAGE)
    return RibPage(repository.of_person(uow.session, actor.account_id), managed, ports.chance.token())


def add(uow: UnitOfWork, ports: Ports, actor: Actor, key: str, form: NewRib, proof: str) -> str:
    """Add a RIB to check; returns its reference, the same for the same key."""
    actor.require(Permission.RIB_USE)
    done = repository.by_key(uow.session, key)
    if done is not None and done[0].account_id == actor.account_id:
        return done[1]
    place = establishments.require(uow, actor, form.establishment, MemberRight.MANAGE)
    details = checked_rib(form)
    iban = bank_details.iban_of(details)
    if repository.same_iban(uow.session, place.id or 0, iban):
        raise FormError({"iban": "Ce RIB est déjà celui de l’établissement."})
    request = requests.open_request(
        uow, ports, actor, Kind.RIB, f"RIB – {place.name}", STAGES[Status.TO_CHECK], place.id
    )
    requests.take_document(uow, actor, proof, request, "proof")
    bank = repository.bank(uow.session, details.bank)
    uow.session.add(
        Rib(
            request_id=request.id or 0,
            establishment_id=place.id or 0,
            account_id=actor.account_id,
            iban=iban,
            bic=form.bic.upper() or (bank.bic if bank else ""),
            bank_name=bank.name if bank else "",
            holder=form.holder,
            status=Status.TO_CHECK,
            submission_key=key,
            created_at=ports.clock.now(),
        )
    )
    uow.session.flush()
    letter = messages.added(place.name, masked(iban), actor.name, ports.settings.origin + routes.RIBS)
    managers = establishments.manager_recipients(uow, place.id or 0)
    notifications.tell(uow, ports, managers, letter, letter.subject, routes.RIBS)
    return request.reference


def reveal(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> str:
    """The whole IBAN, for a member who asks; the log remembers it."""
    rib, request, _ = _found(repository.find_readable(uow.session, actor, reference))
    establishments.require(uow, actor, rib.establishment_id, MemberRight.FOLLOW)
    audit.record(uow, ports, actor, "rib.revealed", request.reference)
    return bank_details.display(rib.iban)


def choose_default(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> None:
    """Make a validated RIB the default of its établissement."""
    rib, request, _ = _found(repository.find_readable(uow.session, actor, reference, lock=True))
    establishments.require(uow, actor, rib.establishment_id, MemberRight.MANAGE)
    if rib.status != Status.VALIDATED:
        raise DomainError("Seul un RIB validé peut devenir le RIB par défaut.")
    repository.clear_default(uow.session, rib.establishment_id)
    rib.is_default = True
    audit.record(uow, ports, actor, "rib.default", request.reference)
    requests.wake(uow, request)


def replace(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> None:
    """Retire a validated RIB that is no longer the default one."""
    rib, request, _ = _found(repository.find_readable(uow.session, actor, reference, lock=True))
    establishments.require(uow, actor, rib.establishment_id, MemberRight.MANAGE)
    if rib.status != Status.VALIDATED or rib.is_default:
        raise DomainError("Choisissez d’abord un autre RIB par défaut.")
    rib.status = Status.REPLACED
    rib.version += 1
    requests.advance(uow, ports, request, actor, actor.name, STAGES[Status.REPLACED])


def validate(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, version: int) -> str:
    """Vouch for a RIB; the second agent makes it usable after the pause. Returns what happened, in French."""
    rib, request, place = _to_decide(uow, actor, reference, version)
    rib.version += 1
    if not rules.is_second_validation(Status(rib.status), rib.first_validator_id, actor.account_id):
        rib.first_validator_id = actor.account_id
        requests.advance(uow, ports, request, actor, AUTHOR, rules.FIRST_CHECK)
        return "Première validation enregistrée. Un autre agent doit faire la seconde."
    rib.second_validator_id = actor.account_id
    rib.status = Status.VALIDATED
    rib.usable_from = ports.clock.now() + rules.COOLING_OFF
    rib.is_default = not repository.has_default(uow.session, rib.establishment_id)
    requests.advance(uow, ports, request, actor, AUTHOR, STAGES[Status.VALIDATED])
    link = ports.settings.origin + routes.RIBS
    letter = messages.validated(place.name, masked(rib.iban), moment(rib.usable_from), link)
    _tell(uow, ports, rib, letter)
    return "RIB validé. Les gestionnaires en sont avertis."


def refuse(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, version: int, form: Refusal) -> str:
    """Refuse a RIB, with a reason. Returns what happened, in French."""
    rib, request, place = _to_decide(uow, actor, reference, version)
    if rib.status != Status.TO_CHECK:
        raise StaleError
    if faults := refusal_faults(form):
        raise FormError(faults)
    rib.status = Status.REFUSED
    rib.version += 1
    requests.advance(
        uow, ports, request, actor, AUTHOR, STAGES[Status.REFUSED], reason_code=form.reason, comment=form.comment
    )
    why = messages.explain(form.reason, form.comment)
    _tell(uow, ports, rib, messages.refused(place.name, masked(rib.iban), why, ports.settings.origin + routes.RIBS))
    return "RIB refusé. Les gestionnaires en sont avertis."


def say(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str, text: str, *, is_internal: bool = False) -> None:
    """A line of conversation."""
    _, request, _ = _found(repository.find_readable(uow.session, actor, reference))
    requests.say(uow, ports, actor, request, text, is_internal=is_internal)


def queue(
    uow: UnitOfWork, ports: Ports, actor: Actor, search: str, view: str
) -> tuple[Sequence[repository.Row], datetime]:
    """What waits for the agents, oldest first; or all, newest first."""
    actor.require(Permission.RIB_VALIDATE)
    return repository.queue(uow.session, search.strip(), all_of_them=view == "tous"), ports.clock.now()


def agent_dossier(uow: UnitOfWork, ports: Ports, actor: Actor, reference: str) -> Dossier:
    """A RIB as an agent examines it."""
    actor.require(Permission.RIB_VALIDATE)
    rib, request, place = _found(repository.find_readable(uow.session, actor, reference))
    return Dossier(
        rib=rib,
        request=request,
        place=place,
        events=requests_rows.history(uow.session, request.id or 0),
        messages=requests_rows.conversation(uow.session, request.id or 0, with_internal=True),
        documents=requests_rows.documents(uow.session, request.id or 0),
        alerts=_alerts(uow, rib, place),
        now=ports.clock.now(),
    )


def _to_decide(uow: UnitOfWork, actor: Actor, reference: str, version: int) -> repository.Row:
    actor.require(Permission.RIB_VALIDATE)
    row = _found(repository.find_readable(uow.session, actor, reference, lock=True))
    if places.membership(uow.session, row[0].establishment_id, actor.account_id):
        raise DomainError("Vous êtes membre de cet établissement : un autre agent doit vérifier ce RIB.")
    if row[0].version != version:
        raise StaleError
    return row


def _found(row: repository.Row | None) -> repository.Row:
    if row is None:
        raise NotFoundError("Ce RIB est introuvable.")
    return row


def _tell(uow: UnitOfWork, ports: Ports, rib: Rib, letter: notifications.Letter) -> None:
    managers = establishments.manager_recipients(uow, rib.establishment_id)
    notifications.tell(uow, ports, managers, letter, letter.subject, routes.RIBS)


def _alerts(uow: UnitOfWork, rib: Rib, place: Establishment) -> list[str]:
    """What an agent must not miss."""
    found = []
    if not rib.bank_name:
        found.append("La banque de ce RIB n’est pas dans la table des banques.")
    if rib.holder.casefold() not in place.name.casefold() and place.name.casefold() not in rib.holder.casefold():
        found.append(f"Le titulaire « {rib.holder} » ne porte pas le nom de l’établissement « {place.name} ».")
    others = repository.elsewhere(uow.session, rib.establishment_id, rib.iban)
    if others:
        found.append(f"Le même IBAN est déclaré par {', '.join(others)}.")
    if repository.validated_ibans(uow.session, rib.establishment_id):
        found.append("L’établissement a déjà un RIB validé : vérifiez ce changement auprès de lui.")
    return found
