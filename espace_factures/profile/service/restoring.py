"""Point d'accueil: one agent has seen a person who lost their second factor, another confirms, and it is taken away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, NotFoundError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account
from espace_factures.identity.service import denial, reach, recent, sessions
from espace_factures.notifications.messages import Letter, as_text_message
from espace_factures.notifications.service import outbox
from espace_factures.organisation import repository as organisation_repository
from espace_factures.profile import messages, repository, rules
from espace_factures.profile.forms import Seen
from espace_factures.profile.models import Restoration
from espace_factures.profile.rules import LIVES, Outcome

RIGHT: Final = Permission.ACCOUNT_RESTORE
ESTRANGED_AFTER: Final = timedelta(days=365)
UNKNOWN: Final = (
    "Aucun compte n’a ce courriel et cette date de naissance : relisez la pièce, et le courriel avec la personne."
)
ASKED: Final = "Un retrait est déjà demandé pour ce compte : il attend plus bas."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request, with whom it is for and who asked."""

    row: Restoration
    person: Account
    asker: str


def waiting(uow: Reading, ports: Inside, actor: Actor) -> list[Waiting]:
    """The requests that wait for another agent."""
    actor.require(RIGHT)
    rows = repository.waiting_restorations(uow.session, ports.clock.now() - LIVES)
    names = identity_repository.names(uow.session, [row.asked_by for row in rows])
    return [Waiting(row, identity_repository.by_id(uow.session, row.account_id), names[row.asked_by]) for row in rows]


async def ask(actor: Actor, form: Seen) -> None:
    """Ask for it, after having seen the person; a try is counted even when nobody is found."""
    actor.require(RIGHT)
    if over := await run(_counted, actor):
        raise DomainError(over, "too-many")
    await run(_ask, actor, form)


def confirm(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Take the factors of the person away: another agent vouches for the one who saw them."""
    row, account = _weighed(uow, ports, actor, number)
    if row.asked_by == actor.account_id:
        raise _refused(rules.SAME_AGENT)
    if account.secured_at is not None and account.secured_at >= row.asked_at:
        raise _refused(rules.CHANGED)
    _close(uow, ports, actor, row, Outcome.CONFIRMED)
    _restore(uow, ports, account)
    audit_service.record(uow, ports, actor, Action.RESTORE_DONE, f"account:{account.id}", asked_by=row.asked_by)
    _warn(uow, ports, account, messages.factors_removed)


def refuse(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> None:
    """Close a request without effect: its own agent takes it back, another says no."""
    row, account = _weighed(uow, ports, actor, number)
    is_own = row.asked_by == actor.account_id
    _close(uow, ports, actor, row, Outcome.WITHDRAWN if is_own else Outcome.REFUSED)
    audit_service.record(uow, ports, actor, Action.RESTORE_REFUSED, f"account:{account.id}", asked_by=row.asked_by)


def _counted(uow: UnitOfWork, ports: Inside, actor: Actor) -> str:
    return limits.count(uow, ports, Limit.DESK, actor.account_id).refusal


def _ask(uow: UnitOfWork, ports: Inside, actor: Actor, form: Seen) -> None:
    recent.require(uow, ports, actor)
    account = identity_repository.owner_of(uow.session, form.email)
    if account is None or account.birth_date != form.birth_date:
        raise FormError({"email": UNKNOWN}, UNKNOWN)
    account = identity_repository.lock_account(uow.session, account.id)
    _refuse_near(uow, ports, actor, account)
    now = ports.clock.now()
    if repository.waiting_restoration_of(uow.session, account.id, now - LIVES):
        raise FormError({"email": ASKED}, ASKED)
    row = Restoration(account_id=account.id, paper=form.paper, asked_by=actor.account_id, asked_at=now)
    uow.session.add(row)
    audit_service.record(uow, ports, actor, Action.RESTORE_ASKED, f"account:{account.id}", paper=form.paper)
    _warn(uow, ports, account, messages.removal_asked)
    uow.notify(topics.desk())


def _weighed(uow: UnitOfWork, ports: Inside, actor: Actor, number: int) -> tuple[Restoration, Account]:
    """A request that waits, of a person for whom the agent may decide."""
    actor.require(RIGHT)
    recent.require(uow, ports, actor)
    row = repository.lock_restoration(uow.session, number)
    if row is None:
        raise NotFoundError("Cette demande est introuvable.")
    if rules.is_over(row.asked_at, row.outcome, ports.clock.now()):
        raise _refused(rules.OVER)
    account = identity_repository.lock_account(uow.session, row.account_id)
    _refuse_near(uow, ports, actor, account)
    return row, account


def _refuse_near(uow: Reading, ports: Inside, actor: Actor, account: Account) -> None:
    since = ports.clock.now() - ESTRANGED_AFTER
    is_near = repository.are_neighbours(uow.session, actor.account_id, account.id, since)
    roles = set(organisation_repository.roles_of(uow.session, account.id))
    if obstacle := rules.obstacle(actor.account_id, actor.roles, account.id, roles, is_near=is_near):
        raise _refused(obstacle)


def _refused(refusal: Refusal) -> DomainError:
    return DomainError(refusal.sentence, refusal.code)


def _close(uow: UnitOfWork, ports: Inside, actor: Actor, row: Restoration, outcome: Outcome) -> None:
    row.closed_by, row.closed_at, row.outcome = actor.account_id, ports.clock.now(), outcome
    uow.notify(topics.desk())


def _restore(uow: UnitOfWork, ports: Inside, account: Account) -> None:
    """The password, or for a day a code, opens the account; what locked it counts from zero."""
    account.totp_sealed, account.totp_at, account.restored_at = "", None, ports.clock.now()
    repository.forget_factors(uow.session, account.id)
    reach.secured(ports, account)
    sessions.close_others(uow, ports, account.id)
    identity_repository.close_every_code(uow.session, account, ports.clock.now())
    limits.forget_subject(uow.session, account.own_email)


def _warn(uow: UnitOfWork, ports: Inside, account: Account, letter_of: Callable[[datetime, str], Letter]) -> None:
    """At every contact of the last ninety days: whoever did not come says so with one click."""
    now = ports.clock.now()
    told: set[int] = set()
    for recipient in reach.recipients_of(uow, ports, [account]):
        deny = denial.address(ports, account.id, now)
        letter: Letter = letter_of(now, deny)
        body, is_first = as_text_message(letter.subject, deny), recipient.account_id not in told
        outbox.warn(uow, ports, recipient, letter, routes.PROFILE, body=body, notice=is_first)
        told.add(recipient.account_id)
