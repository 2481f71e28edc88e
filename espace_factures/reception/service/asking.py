"""One agent has seen the person: what they ask for them waits for another agent; and what waits."""

from dataclasses import dataclass
from typing import Final

from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.core.typed import narrow
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.service import standing
from espace_factures.habilitations.rules import LIVE
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account
from espace_factures.identity.service import recent
from espace_factures.profile.rules import LIVES, THEMSELVES
from espace_factures.profile.service.restoring import UNKNOWN
from espace_factures.reception import repository, rules
from espace_factures.reception.forms import Came
from espace_factures.reception.models import Reception
from espace_factures.reception.rules import Purpose

RIGHT: Final = Permission.ACCOUNT_RESTORE


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request, whom it is for, who asked, and what it is about."""

    row: Reception
    person: Account
    asker: str
    about: str


async def ask(actor: Actor, form: Came) -> None:
    """Ask for it, after having seen the person; a try is counted even when nobody is found."""
    actor.require(RIGHT)
    if over := await run(_counted, actor):
        raise DomainError(over, "too-many")
    await run(_ask, actor, form)


def waiting(uow: Reading, ports: Inside, actor: Actor) -> list[Waiting]:
    """The requests that wait for another agent."""
    actor.require(RIGHT)
    rows = repository.waiting(uow.session, ports.clock.now() - LIVES)
    names = identity_repository.names(uow.session, [row.asked_by for row in rows])
    return [
        Waiting(row, identity_repository.by_id(uow.session, row.account_id), names[row.asked_by], about(uow, row))
        for row in rows
    ]


def about(uow: Reading, row: Reception) -> str:
    """The établissement, or the demande and what it asks for."""
    if row.establishment_id is not None:
        return establishments_repository.by_id(uow.session, row.establishment_id).name
    habilitation, demande = repository.case(uow.session, row.demande_id or 0)
    return f"{demande.reference}, {habilitation.name}"


def ridet_of(uow: Reading, row: Reception) -> str:
    """The company that is concerned."""
    if row.establishment_id is not None:
        return standing.ridet_of(uow, row.establishment_id)
    return repository.case(uow.session, row.demande_id or 0)[0].ridet


def refuse_near(uow: Reading, ports: Inside, actor: Actor, account_id: int, ridet: str) -> None:
    """Nobody decides for themselves, nor for a company that is or was theirs."""
    if actor.account_id == account_id:
        raise refused(THEMSELVES)
    if standing.is_near(uow, ports, actor, ridet):
        raise refused(rules.NEAR)


def refused(refusal: Refusal) -> DomainError:
    """A refusal, raised."""
    return DomainError(refusal.sentence, refusal.code)


def _counted(uow: UnitOfWork, ports: Inside, actor: Actor) -> str:
    return limits.count(uow, ports, Limit.DESK, actor.account_id).refusal


def _ask(uow: UnitOfWork, ports: Inside, actor: Actor, form: Came) -> None:
    recent.require(uow, ports, actor)
    account = identity_repository.owner_of(uow.session, form.email)
    if account is None or account.birth_date != form.birth_date:
        raise FormError({"email": UNKNOWN}, UNKNOWN)
    row = _request(uow, ports, actor, account, form)
    refuse_near(uow, ports, actor, account.id, ridet_of(uow, row))
    identity_repository.lock_account(uow.session, account.id)
    same = (row.account_id, row.establishment_id, row.demande_id)
    for other in repository.waiting(uow.session, ports.clock.now() - LIVES):
        if (other.account_id, other.establishment_id, other.demande_id) == same:
            raise FormError({"email": rules.ASKED}, rules.ASKED)
    uow.session.add(row)
    details = {"purpose": form.purpose, "paper": form.paper}
    audit_service.record(uow, ports, actor, Action.RECEPTION_ASKED, f"account:{account.id}", **details)
    uow.notify(topics.desk())


def _request(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, form: Came) -> Reception:
    row = Reception(
        purpose=form.purpose,
        account_id=account.id,
        paper=form.paper,
        asked_by=actor.account_id,
        asked_at=ports.clock.now(),
    )
    if form.purpose is Purpose.MANAGER:
        row.establishment_id = _orphan(uow, form).id
    else:
        row.demande_id = _case(uow, account, form.reference)
    return row


def _orphan(uow: UnitOfWork, form: Came) -> Establishment:
    place = establishments_repository.by_ridet(uow.session, form.place)
    if place is None:
        raise FormError({"ridet": rules.UNKNOWN_PLACE})
    if establishments_repository.managers(uow.session, place.id):
        raise FormError({"ridet": rules.HAS_MANAGER.sentence})
    return place


def _case(uow: UnitOfWork, account: Account, reference: str) -> int:
    found = repository.case_of(uow.session, account.id, narrow(reference).upper())
    if found is None or found[0].status not in LIVE:
        raise FormError({"reference": rules.UNKNOWN_CASE})
    return found[1].id
