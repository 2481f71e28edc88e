"""Sessions: opened in one step or several, seen again at each event, closed from anywhere."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.run import ask, inside, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account, AuthSession
from espace_factures.identity.repository import Bearer
from espace_factures.identity.rules import presence, traces
from espace_factures.identity.rules.browsers import Device
from espace_factures.identity.rules.steps import WAITING, Awaits

SESSION_LIFETIME: Final = timedelta(hours=12)
TOUCH_EVERY: Final = timedelta(minutes=1)
LONGEST_DEVICE: Final = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A session is open: `token` goes into the cookie; the browser is known to the owner of `email` from now on.

    It is empty for an address that nobody proved: its browsers would be let try the passwords and codes of another.
    """

    token: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class ToProve:
    """The first step is done; `ticket` opens the second, where a second factor is asked."""

    ticket: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A live session's person, and whether their coming is to be remembered."""

    actor: Actor
    is_to_remember: bool


NOWHERE: Final = Device("")
EXPIRED: Final = Refusal("expired", "Cette page a expiré. Connectez-vous de nouveau.")


def admit(
    uow: UnitOfWork, ports: Inside, account: Account, device: Device, next_password: str = ""
) -> Opened | ToProve:
    """Open a session, or its second step when the account asks for one."""
    if repository.has_factor(uow.session, account):
        return ToProve(_open(uow, ports, account, device, Awaits.FACTOR, next_password))
    audit_service.at_the_door(uow, ports, Action.SESSION_OPENED, account.id, device.address)
    return Opened(_open(uow, ports, account, device, Awaits.NOTHING), account.own_email)


def invite_in(uow: UnitOfWork, ports: Inside, account: Account, device: Device, next_password: str = "") -> str:
    """A ticket for a page that cannot set a cookie: it is handed to `enter` at once, by a native form."""
    return _open(uow, ports, account, device, Awaits.ENTRY, next_password)


def enter(uow: UnitOfWork, ports: Inside, ticket: str, device: Device = NOWHERE) -> Opened | ToProve | Refusal:
    """Turn the ticket of `invite_in` into a session, once."""
    row = waiting(uow, ports, ticket, Awaits.ENTRY)
    if row is None:
        return EXPIRED
    account = repository.by_id(uow.session, row.account_id)
    row.revoked_at = ports.clock.now()
    device = replace(device, user_agent=row.device, address=row.address)
    return admit(uow, ports, account, device, row.next_password)


def waiting(uow: UnitOfWork, ports: Inside, ticket: str, awaits: Awaits) -> AuthSession | None:
    """The locked session that waits for this, while it still may."""
    row = repository.waiting_session(uow.session, traces.hash_token(ticket), awaits)
    if row is None or ports.clock.now() >= row.created_at + WAITING[awaits]:
        return None
    return row


def complete(uow: UnitOfWork, ports: Inside, row: AuthSession) -> Opened:
    """Whoever holds a waiting session has proved what it waited for: another token, so that the old one is dead."""
    token = ports.chance.token()
    row.token_hash, row.awaits, row.proved_at = traces.hash_token(token), Awaits.NOTHING, row.created_at
    audit_service.at_the_door(uow, ports, Action.SESSION_OPENED, row.account_id, row.address, factor=True)
    uow.session.flush()
    return Opened(token, repository.by_id(uow.session, row.account_id).own_email)


async def authenticate(token: str, is_gesture: bool = True) -> Actor | None:
    """Whose live session this token is; that its person made a gesture is remembered, once a minute at most."""
    ports = inside()
    row = await ask(repository.bearer(traces.hash_token(token), ports.clock.now()))
    seen = _seen(ports, row) if row else None
    if seen is None:
        return None
    if seen.is_to_remember and is_gesture:
        await run(remember, seen.actor)
    return seen.actor


def _seen(ports: Inside, row: Bearer) -> Seen | None:
    """The person of a live session, unless they were away too long; and whether its last use is long past."""
    now = ports.clock.now()
    roles = frozenset({Role.USER, *(Role(role) for role in row.roles)})
    if now - row.last_seen_at >= presence.longest_absence(roles):
        return None
    must_protect = ports.settings.asks_factor and (bool(row.roles) or row.manages)
    who = row.account_id, row.session_id, row.name, row.email
    actor = Actor(*who, roles, row.address, must_protect=must_protect)
    actor = replace(actor, has_factor=row.has_factor, must_review=row.must_review)
    return Seen(actor, is_to_remember=now - row.last_seen_at > TOUCH_EVERY)


def seconds_left(uow: Reading, ports: Inside, actor: Actor) -> float:
    """How long the actor's session still waits for a gesture."""
    row = repository.session_of(uow.session, actor.session_id)
    absent = ports.clock.now() - row.last_seen_at if row else timedelta.max
    return (presence.longest_absence(actor.roles) - absent).total_seconds()


def remember(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    """The actor's session is in use now."""
    repository.touch_session(uow.session, actor.session_id, ports.clock.now())


def sign_out(uow: UnitOfWork, ports: Inside, token: str) -> None:
    """End the session; its other tabs learn it at once."""
    account_id = repository.revoke_session(uow.session, traces.hash_token(token), ports.clock.now())
    if account_id is not None:
        audit_service.at_the_door(uow, ports, Action.SESSION_ENDED, account_id, "")
        uow.notify(topics.account(account_id))


def close_others(uow: UnitOfWork, ports: Inside, account_id: int, keep: int = 0) -> None:
    """End every session of the account but one."""
    repository.revoke_all(uow.session, account_id, keep, ports.clock.now())
    uow.notify(topics.account(account_id))


def _open(
    uow: UnitOfWork, ports: Inside, account: Account, device: Device, awaits: Awaits, next_password: str = ""
) -> str:
    now, token = ports.clock.now(), ports.chance.token()
    uow.session.add(
        AuthSession(
            token_hash=traces.hash_token(token),
            account_id=account.id,
            device=device.user_agent[:LONGEST_DEVICE],
            address=device.address,
            awaits=awaits,
            browser=device.browser.mark_for(account.own_email),
            known_since=device.browser.known_since(account.own_email),
            next_password=next_password,
            created_at=now,
            last_seen_at=now,
            proved_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
    )
    uow.session.flush()
    return token
