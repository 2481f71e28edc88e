"""What opens the account: factors, links and sessions, reviewed once somebody else may have been in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account, LinkedIdentity
from espace_factures.identity.rules import presence, traces
from espace_factures.identity.service import denial, doubt, notices, reach, recent
from espace_factures.profile import messages, repository


class Kind(StrEnum):
    """What it is."""

    CODE = "code"
    KEY = "cle"
    LINK = "lien"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing that opens the account; `name` tells it from the others, `is_new` that it may be a thief's."""

    kind: Kind
    number: str
    label: str
    added_at: datetime
    is_new: bool

    @property
    def name(self) -> str:
        """The name of its box."""
        return f"{self.kind}-{self.number}"


def mine(uow: Reading, ports: Inside, actor: Actor) -> list[Opening]:
    """What opens the actor's account besides their password and this session."""
    actor.require(Permission.ACCOUNT_PROTECT)
    account = identity_repository.by_id(uow.session, actor.account_id)
    row = identity_repository.session_of(uow.session, actor.session_id)
    safe = account.doubted_from or (doubt.safe_before(uow, ports, row) if row else account.created_at)
    found = [*_factors(uow, account), *_links(uow, account), *_sessions(uow, ports, actor)]
    return [Opening(kind, number, label, at, at > safe) for kind, number, label, at in found]


def keep(uow: UnitOfWork, ports: Inside, actor: Actor, kept: Collection[str]) -> int:
    """Take away what is not kept, and doubt nothing more; returns how many were taken away."""
    actor.require(Permission.ACCOUNT_PROTECT)
    recent.require(uow, ports, actor)
    account = identity_repository.lock_account(uow.session, actor.account_id)
    gone = [opening for opening in mine(uow, ports, actor) if opening.name not in kept]
    for opening in gone:
        _remove(uow, ports, account, opening)
    if any(opening.kind is not Kind.SESSION for opening in gone):
        reach.secured(ports, account)
    account.doubted_from, now = None, ports.clock.now()
    audit_service.record(uow, ports, actor, Action.ACCOUNT_REVIEWED, f"account:{account.id}", removed=len(gone))
    letter = messages.sorted_out(len(gone), now, denial.address(ports, account.id, now))
    notices.tell(uow, ports, account, letter)
    uow.notify(topics.account(account.id))
    return len(gone)


Found = tuple[Kind, str, str, datetime]


def _factors(uow: Reading, account: Account) -> list[Found]:
    keys = identity_repository.passkeys(uow.session, account.id)
    found = [(Kind.KEY, str(key.id), key.name, key.created_at) for key in keys]
    return ([(Kind.CODE, "0", "", account.totp_at or account.created_at)] if account.totp_sealed else []) + found


def _links(uow: Reading, account: Account) -> list[Found]:
    linked = identity_repository.identities(uow.session, account.id)
    return [(Kind.LINK, _number(row), "", row.linked_at) for row in linked]


def _sessions(uow: Reading, ports: Inside, actor: Actor) -> list[Found]:
    now = ports.clock.now()
    rows = repository.open_sessions(uow.session, actor.account_id, now, now - presence.longest_absence(actor.roles))
    return [(Kind.SESSION, str(row.id), row.device, row.created_at) for row in rows if row.id != actor.session_id]


def _number(row: LinkedIdentity) -> str:
    return traces.hash_token(f"{row.issuer} {row.subject}")[:12]


def _remove(uow: UnitOfWork, ports: Inside, account: Account, opening: Opening) -> None:
    match opening.kind:
        case Kind.CODE:
            account.totp_sealed, account.totp_at = "", None
            repository.forget_recovery_codes(uow.session, account.id)
        case Kind.KEY:
            repository.forget_passkey(uow.session, account.id, int(opening.number))
        case Kind.SESSION:
            repository.revoke_one(uow.session, account.id, int(opening.number), ports.clock.now())
        case Kind.LINK:
            for row in identity_repository.identities(uow.session, account.id):
                if _number(row) == opening.number:
                    repository.forget_identity(uow.session, account.id, row.issuer, row.subject)
