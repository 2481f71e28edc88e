"""A second agent confirms what the first one saw, or says no; the first one may take it back."""

from typing import Final

from espace_factures import routes
from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.service import cases
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRole, Standing
from espace_factures.establishments.service import standing
from espace_factures.habilitations.rules import LIVE, STAGES
from espace_factures.habilitations.service.case import AUTHOR
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import reach, recent
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.profile.rules import OVER, PAPERS, Outcome, is_over
from espace_factures.reception import messages, repository, rules
from espace_factures.reception.models import Reception
from espace_factures.reception.rules import Purpose
from espace_factures.reception.service import asking

CHECKED: Final = "Papiers vérifiés au point d’accueil par deux agents : {paper}."


def confirm(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Do it: another agent vouches for the one who saw the person."""
    row = _weighed(uow, ports, actor, number)
    if row.asked_by == actor.account_id:
        raise asking.refused(rules.SAME_AGENT)
    if row.purpose is Purpose.MANAGER:
        _name_manager(uow, ports, row)
    else:
        _write_check(uow, ports, actor, row)
    _close(uow, ports, actor, row, Outcome.CONFIRMED, Action.RECEPTION_DONE)


def refuse(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Close a request without effect: its own agent takes it back, another says no."""
    row = _weighed(uow, ports, actor, number)
    outcome = Outcome.WITHDRAWN if row.asked_by == actor.account_id else Outcome.REFUSED
    _close(uow, ports, actor, row, outcome, Action.RECEPTION_REFUSED)


def _weighed(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> Reception:
    actor.require(asking.RIGHT)
    recent.require(uow, ports, actor)
    row = repository.lock(uow.session, number)
    if row is None:
        raise NotFoundError("Cette demande est introuvable.")
    if is_over(row.asked_at, row.outcome, ports.clock.now()):
        raise asking.refused(OVER)
    asking.refuse_near(uow, ports, actor, row.account_id, asking.ridet_of(uow, row))
    return row


def _name_manager(uow: UnitOfWork, ports: Inside, row: Reception) -> None:
    """The person manages the établissement; their RIBs pause longer, as after a change of contact."""
    place_id = row.establishment_id or 0
    establishments_repository.lock(uow.session, place_id)
    if establishments_repository.managers(uow.session, place_id):
        raise asking.refused(rules.HAS_MANAGER)
    place = establishments_repository.by_id(uow.session, place_id)
    account = identity_repository.lock_account(uow.session, row.account_id)
    if account.deleted_at is not None:
        raise asking.refused(rules.GONE)
    told = {one.account_id: one for one in (*standing.warned(uow, ports, place_id), *standing.followers(uow, place_id))}
    told.pop(account.id, None)
    standing.join(uow, ports, place_id, account.id, Standing(MemberRole.MANAGER))
    reach.secured(ports, account)
    link, title = ports.settings.origin + routes.ESTABLISHMENTS, f"Gestionnaire : {account.full_name}"
    letter = messages.manager_named(place.name, account.full_name, link)
    outbox.tell(uow, ports, Event.HABILITATION, list(told.values()), letter, title, routes.ESTABLISHMENTS)
    mine = messages.made_manager(place.name, link)
    outbox.tell(uow, ports, Event.HABILITATION, [recipient_of(account)], mine, mine.subject, routes.ESTABLISHMENTS)
    uow.notify(topics.establishment(place_id))
    uow.notify(topics.account(account.id))


def _write_check(uow: UnitOfWork, ports: Inside, actor: Actor, row: Reception) -> None:
    """A line of the history, which whoever decides on the habilitation reads."""
    habilitation, demande = repository.case(uow.session, row.demande_id or 0)
    if habilitation.status not in LIVE:
        raise asking.refused(rules.DECIDED)
    words = CHECKED.format(paper=PAPERS[row.paper].lower())
    cases.note(uow, ports, demande, actor, STAGES[habilitation.status], words, author=AUTHOR)


def _close(uow: UnitOfWork, ports: Inside, actor: Actor, row: Reception, outcome: Outcome, action: Action) -> None:
    row.closed_by, row.closed_at, row.outcome = actor.account_id, ports.clock.now(), outcome
    subject = f"account:{row.account_id}"
    audit_service.record(uow, ports, actor, action, subject, purpose=row.purpose, asked_by=row.asked_by)
    uow.notify(topics.desk())
