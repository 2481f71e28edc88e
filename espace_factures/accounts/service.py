"""Signing up, activating, signing in and out; a refusal to be counted is a verdict, so that it commits."""

import dataclasses
import hmac
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from espace_factures import routes
from espace_factures.accounts import messages, passwords, repository, rules
from espace_factures.accounts.forms import SignUp, field_faults
from espace_factures.accounts.models import Account, AuthSession, VerificationCode
from espace_factures.accounts.rules import Purpose
from espace_factures.audit import service as audit
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import DomainError, FormError
from espace_factures.core.ports import Ports
from espace_factures.db import UnitOfWork
from espace_factures.notifications import service as notifications

SESSION_LIFETIME: Final = timedelta(hours=12)
TOUCH_EVERY: Final = timedelta(minutes=1)
QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
TRIES_PER_ACCOUNT: Final = 10
TRIES_PER_ADDRESS: Final = 100
CODES_PER_ACCOUNT: Final = 6
SIGN_UPS_PER_ADDRESS: Final = 60
TOO_MANY: Final = "Trop d’essais en peu de temps. Attendez un quart d’heure, puis réessayez."


@dataclasses.dataclass(frozen=True, slots=True)
class Opened:
    """A session was opened: `token` goes into the cookie."""

    token: str
    email: str


@dataclasses.dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was opened, and why, in French."""

    sentence: str


@dataclasses.dataclass(frozen=True, slots=True)
class ToActivate:
    """The password is right but the contact is not proved yet: a code was sent under `ticket`."""

    ticket: str


@dataclasses.dataclass(frozen=True, slots=True)
class CodeStep:
    """What the code page may say of a ticket."""

    is_live: bool
    tries_left: int
    email: str


def sign_up(uow: UnitOfWork, ports: Ports, form: SignUp, address: str) -> str:
    """Create the account, or write to its present owner; the ticket of the code page is the same kind for both."""
    now = ports.clock.now()
    if faults := field_faults(form, noumea_date(now)):
        raise FormError(faults)
    if repository.hit(uow.session, f"sign-up:{address}", HOUR, now) > SIGN_UPS_PER_ADDRESS:
        raise DomainError(TOO_MANY)
    repository.lock_email(uow.session, form.email)
    account = repository.by_email(uow.session, form.email)
    details = _details_of(ports, form)
    if account is not None and account.activated_at is not None:
        letter = messages.already_registered(ports.settings.origin + routes.SIGN_IN)
        notifications.mail(uow, ports, account.email, letter)
        return _new_code(uow, ports, account, Purpose.DECOY)[0]
    return _send_activation(uow, ports, account or _open_account(uow, ports, details), details)


def code_step(uow: UnitOfWork, ports: Ports, ticket: str) -> CodeStep:
    """What the person holding the ticket may be told."""
    code = repository.code_by_ticket(uow.session, ticket)
    if code is None:
        return CodeStep(is_live=False, tries_left=0, email="")
    is_live = rules.is_code_live(code.expires_at, code.closed_at, code.tries, ports.clock.now())
    email = repository.by_id(uow.session, code.account_id).email
    return CodeStep(is_live, max(rules.CODE_TRIES - code.tries, 0), email)


def resend_code(uow: UnitOfWork, ports: Ports, ticket: str) -> str:
    """Another code for the same purpose; returns the new ticket."""
    code = repository.code_by_ticket(uow.session, ticket)
    if code is None:
        raise DomainError("Ce lien n’est plus valable : recommencez l’inscription.")
    account = repository.by_id(uow.session, code.account_id)
    if ports.clock.now() < code.created_at + rules.RESEND_AFTER:
        raise DomainError("Un code vient de partir. Attendez trente secondes avant d’en demander un autre.")
    if code.purpose == Purpose.DECOY or account.activated_at is not None:
        return _new_code(uow, ports, account, Purpose.DECOY)[0]
    return _send_activation(uow, ports, account, code.details)


def activate(uow: UnitOfWork, ports: Ports, ticket: str, typed: str, device: str) -> Opened | Refused:
    """Try a code; a wrong one is counted even though it is refused."""
    now = ports.clock.now()
    code = repository.code_by_ticket(uow.session, ticket)
    if code is None or not rules.is_code_live(code.expires_at, code.closed_at, code.tries, now):
        return Refused("Ce code ne peut plus servir. Demandez-en un autre avec « Renvoyer le code ».")
    code.tries += 1
    expected = rules.hash_code(ports.settings.key, ticket, typed)
    if code.purpose != Purpose.ACTIVATION or not hmac.compare_digest(code.code_hash, expected):
        return Refused("Ce n’est pas le code envoyé. Vérifiez les 4 chiffres du dernier message reçu.")
    account = repository.by_id(uow.session, code.account_id)
    account.sqlmodel_update(_values_of(code.details))
    code.closed_at = now
    repository.forget_details(uow.session, code.account_id)
    account.activated_at = account.activated_at or now
    audit.record(uow, ports, None, "account.activated", f"account:{account.id}")
    return _open_session(uow, ports, account, device)


def sign_in(
    uow: UnitOfWork, ports: Ports, email: str, password: str, device: str, address: str
) -> Opened | Refused | ToActivate:
    """Check the password, as slowly for an unknown address, and open a session."""
    now = ports.clock.now()
    folded = email.strip().lower()
    tries = repository.hit(uow.session, f"sign-in:{folded}", QUARTER, now)
    tries_here = repository.hit(uow.session, f"sign-in-from:{address}", QUARTER, now)
    if tries > TRIES_PER_ACCOUNT or tries_here > TRIES_PER_ADDRESS:
        return Refused(TOO_MANY)
    account = repository.by_email(uow.session, folded)
    if not passwords.is_right(account.password_hash if account else None, password) or account is None:
        return Refused("Le courriel ou le mot de passe ne correspond pas. Vérifiez-les et réessayez.")
    if account.activated_at is None:
        return ToActivate(_send_activation(uow, ports, account, {}))
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hash_password(password)
    return _open_session(uow, ports, account, device)


def sign_out(uow: UnitOfWork, ports: Ports, token: str) -> None:
    """End the session; its other tabs learn it at once."""
    account_id = repository.revoke_session(uow.session, rules.hash_token(token), ports.clock.now())
    if account_id is not None:
        uow.notify(f"account:{account_id}")


def authenticate(uow: UnitOfWork, ports: Ports, token: str) -> Actor | None:
    """Whose live session this token is."""
    now = ports.clock.now()
    row = repository.actor_row(uow.session, rules.hash_token(token), now)
    if row is None:
        return None
    if now - row.last_seen_at > TOUCH_EVERY:
        repository.touch_session(uow.session, row.session_id, now)
    roles = frozenset({Role.USER, *(Role(role) for role in row.roles)})
    return Actor(row.account_id, row.session_id, row.name, row.email, roles)


def profile(uow: UnitOfWork, _ports: Ports, actor: Actor) -> Account:
    """The actor's own account."""
    actor.require(Permission.ACCOUNT_USE)
    return repository.by_id(uow.session, actor.account_id)


def _details_of(ports: Ports, form: SignUp) -> dict[str, str | None]:
    """What was typed, to be kept with the code that proves who typed it: another may sign up with the same address."""
    return form.model_dump(mode="json", exclude={"password", "terms"}) | {
        "password_hash": passwords.hash_password(form.password),
        "terms_accepted_at": ports.clock.now().isoformat(),
    }


def _values_of(details: dict[str, str | None]) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "birth_date": date.fromisoformat,
        "terms_accepted_at": datetime.fromisoformat,
    }
    return {name: readers.get(name, str)(value) if value else value for name, value in details.items()}


def _open_account(uow: UnitOfWork, ports: Ports, details: dict[str, str | None]) -> Account:
    account = Account(**_values_of(details))
    uow.session.add(account)
    uow.session.flush()
    audit.record(uow, ports, None, "account.created", f"account:{account.id}")
    return account


def _send_activation(uow: UnitOfWork, ports: Ports, account: Account, details: dict[str, str | None]) -> str:
    ticket, code = _new_code(uow, ports, account, Purpose.ACTIVATION, details)
    notifications.mail(uow, ports, account.email, messages.activation_code(code), is_secret=True)
    return ticket


def _new_code(
    uow: UnitOfWork,
    ports: Ports,
    account: Account,
    purpose: Purpose,
    details: dict[str, str | None] | None = None,
) -> tuple[str, str]:
    now = ports.clock.now()
    account_id = account.id or 0
    if repository.hit(uow.session, f"code:{account_id}", HOUR, now) > CODES_PER_ACCOUNT:
        raise DomainError(TOO_MANY)
    repository.close_codes(uow.session, account_id, purpose, now)
    ticket, code = ports.chance.token(), ports.chance.code()
    uow.session.add(
        VerificationCode(
            account_id=account_id,
            purpose=purpose,
            code_hash=rules.hash_code(ports.settings.key, ticket, code),
            ticket=ticket,
            details=details or {},
            created_at=now,
            expires_at=now + rules.CODE_LIFETIME,
        )
    )
    return ticket, code


def _open_session(uow: UnitOfWork, ports: Ports, account: Account, device: str) -> Opened:
    now = ports.clock.now()
    token = ports.chance.token()
    uow.session.add(
        AuthSession(
            token_hash=rules.hash_token(token),
            account_id=account.id or 0,
            device=device[:200],
            created_at=now,
            last_seen_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
    )
    return Opened(token, account.email)
