"""Who may act for which établissement, and what the registry knows of a RIDET."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside, RegistryRecord, RegistryUnavailableError
from espace_factures.establishments import repository, rules
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.establishments.rules import MemberRight, MemberRole, Standing
from espace_factures.identity.models import Account
from espace_factures.identity.service import reach
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.service.outbox import Recipient


@dataclass(frozen=True, slots=True)
class LookUp:
    """What the registry answered; `is_down` tells a silence from an unknown number."""

    record: RegistryRecord | None
    is_down: bool = False


def mine(uow: Reading, _ports: Inside, actor: Actor, right: MemberRight = MemberRight.FOLLOW) -> list[Establishment]:
    """The actor's établissements for which they hold the right, by name."""
    actor.require(Permission.ESTABLISHMENT_USE)
    return list(repository.those_of(uow.session, actor.account_id, right))


def require(uow: Reading, actor: Actor, establishment_id: int, right: MemberRight) -> Establishment:
    """The établissement, when the actor holds the right for it; raises NotFoundError otherwise."""
    found = repository.find(uow.session, establishment_id, actor.account_id, right)
    if found is None:
        raise NotFoundError("Cet établissement est introuvable.")
    return found


def is_near(uow: Reading, ports: Inside, actor: Actor, ridet: str) -> bool:
    """Whether the actor is, or was within twelve months, a member of the company: as an agent they decide nothing."""
    since = ports.clock.now() - rules.ESTRANGED_AFTER
    return repository.was_member(uow.session, ridet, actor.account_id, since)


def register(uow: UnitOfWork, ridet: str, name: str, address: str, activity: str) -> Establishment:
    """The établissement of a RIDET, created the first time; one known by its bons de commande alone is completed."""
    repository.insert_once(uow.session, ridet, name, address, activity)
    found = repository.lock_ridet(uow.session, ridet)
    if not found.address:
        found.name, found.address, found.activity = name, address, activity
    return found


def enrol(uow: UnitOfWork, ridet: str, name: str) -> Establishment | None:
    """The établissement of a RIDET before anybody acts for it, named by the registry's copy or else by `name`."""
    found = repository.by_ridet(uow.session, ridet)
    copy = repository.registry_entry(uow.session, ridet)
    if found is not None or not (copy or name):
        return found
    repository.insert_once(uow.session, ridet, copy.name if copy else name, "", copy.activity if copy else "")
    return repository.lock_ridet(uow.session, ridet)


def known_among(uow: Reading, ridets: Sequence[str]) -> tuple[dict[str, int], frozenset[str]]:
    """Those of these RIDETs that the portal knows, by their établissements, and those that the copy names."""
    return repository.ids_of(uow.session, ridets), frozenset(repository.named_among(uow.session, ridets))


def ridet_of(uow: Reading, establishment_id: int) -> str:
    """The RIDET of an établissement, which exists."""
    return repository.by_id(uow.session, establishment_id).ridet


def add_member(
    uow: UnitOfWork, ports: Inside, establishment_id: int, account_id: int, *, position: str, department: str
) -> MemberRole:
    """Make the person a member: manager when nobody manages the établissement, depositor otherwise."""
    repository.lock(uow.session, establishment_id)
    has_manager = bool(repository.managers(uow.session, establishment_id))
    standing = Standing(MemberRole.DEPOSITOR if has_manager else MemberRole.MANAGER)
    return join(uow, ports, establishment_id, account_id, standing, position=position, department=department)


def join(
    uow: UnitOfWork,
    ports: Inside,
    establishment_id: int,
    account_id: int,
    offered: Standing,
    *,
    position: str = "",
    department: str = "",
) -> MemberRole:
    """Open a membership; a member keeps the better of what they hold and of what is offered."""
    now = ports.clock.now()
    present = repository.membership(uow.session, establishment_id, account_id)
    if present is not None and not rules.is_over(present.expires_on, noumea_date(now)):
        kept = rules.better(Standing(present.role, present.expires_on), offered)
        present.role, present.expires_on = kept.role, kept.expires_on
        return kept.role
    if present is not None:
        present.ended_at = now
        uow.session.flush()
    uow.session.add(
        Membership(
            establishment_id=establishment_id,
            account_id=account_id,
            role=offered.role,
            position=position,
            department=department,
            expires_on=offered.expires_on,
            created_at=now,
        )
    )
    uow.session.flush()
    return offered.role


def let_in(
    uow: UnitOfWork, ports: Inside, establishment_id: int, account_id: int, offered: Standing, *, by: int
) -> None:
    """Let a program act for the établissement, as long as the manager who does so manages it."""
    uow.session.add(
        Membership(
            establishment_id=establishment_id,
            account_id=account_id,
            role=offered.role,
            expires_on=offered.expires_on,
            created_at=ports.clock.now(),
            let_in_by=by,
        )
    )
    uow.session.flush()


def followers(uow: Reading, establishment_id: int) -> list[Recipient]:
    """Every living member, to be told of what happens to the établissement."""
    rows = repository.members(uow.session, establishment_id)
    return [recipient_of(account) for _, account in rows]


def manager_recipients(uow: Reading, establishment_id: int) -> list[Recipient]:
    """The present managers, to be told."""
    accounts = repository.managers(uow.session, establishment_id)
    return [recipient_of(account) for account in accounts]


def warned(uow: Reading, ports: Inside, establishment_id: int) -> list[Recipient]:
    """Every manager of the last ninety days, at every contact of the last ninety days."""
    return reach.recipients_of(uow, ports, lately_managing(uow, ports, establishment_id))


def lately_managing(uow: Reading, ports: Inside, establishment_id: int) -> Sequence[Account]:
    """Who manages the établissement, or did less than ninety days ago."""
    return repository.managers_since(uow.session, establishment_id, ports.clock.now() - reach.REACHED_FOR)


async def look_up(actor: Actor, ridet: str) -> LookUp:
    """Ask the public registry, then its local copy; neither silence nor ignorance blocks."""
    actor.require(Permission.ACCOUNT_USE)
    record, is_silent = None, False
    try:
        record = await away(outside().registry.find, ridet)
    except RegistryUnavailableError:
        is_silent = True
    known = record or await read(copied, ridet)
    return LookUp(known, is_down=is_silent and known is None)


def copied(uow: Reading, _ports: Inside, ridet: str) -> RegistryRecord | None:
    """What the local copy of the registry knows."""
    return _as_record(repository.registry_entry(uow.session, ridet))


def _as_record(entry: repository.RegistryEntry | None) -> RegistryRecord | None:
    if entry is None:
        return None
    return RegistryRecord(entry.ridet, entry.name, entry.activity, entry.commune, entry.legal_form, entry.active_since)
