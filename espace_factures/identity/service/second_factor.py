"""The second factor: one-time passwords of an application, recovery codes, and the step that asks for them."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import segno
from pyotp.totp import TOTP

from espace_factures.app import limits, sealed, topics
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import messages, repository
from espace_factures.identity.models import Account, AuthSession, RecoveryCode
from espace_factures.identity.rules import traces
from espace_factures.identity.rules.steps import Awaits
from espace_factures.identity.service import sessions
from espace_factures.identity.service.proofs import by_password
from espace_factures.identity.service.sessions import EXPIRED, Opened
from espace_factures.notifications.service import outbox

ISSUER: Final = "Province Sud"
PERIOD_SECONDS: Final = 30
RECOVERY_CODES: Final = 10

WRONG: Final = "Ce n’est pas un code valable. Attendez le suivant dans votre application, puis réessayez."


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A secret to scan: as a picture (a data: address), or typed by hand."""

    picture: str
    typed: str


@dataclass(frozen=True, slots=True)
class Factors:
    """What protects the account besides its password."""

    has_totp: bool
    codes_left: int


def factors(uow: Reading, _ports: Inside, actor: Actor) -> Factors:
    """What is set, for the actor's own profile."""
    actor.require(Permission.ACCOUNT_USE)
    account = repository.by_id(uow.session, actor.account_id)
    return Factors(bool(account.totp_sealed), repository.recovery_codes_left(uow.session, actor.account_id))


def enrolment(secret: str, email: str) -> Enrolment:
    """What an application scans to know the secret."""
    address = TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
    return Enrolment(picture, " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)))


@by_password
def turn_on(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, secret: str, typed: str) -> list[str]:
    """Ask for one-time passwords from now on, once one was right; returns the recovery codes, shown once."""
    repository.lock_account(uow.session, actor.account_id)
    step = _step_of(secret, typed, ports, account.totp_step)
    if step is None:
        raise FormError({"code": WRONG})
    account.totp_sealed = sealed.encrypt(ports.settings.key, secret)
    account.totp_step = step
    _tell(uow, ports, actor, account, "totp.on", "La double authentification est activée")
    return _other_codes(uow, ports, actor)


@by_password
def turn_off(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account) -> None:
    """Ask for no one-time password any more."""
    account.totp_sealed = ""
    if not repository.passkeys(uow.session, actor.account_id):
        repository.forget_recovery_codes(uow.session, actor.account_id)
    _tell(uow, ports, actor, account, "totp.off", "La double authentification est désactivée")


@by_password
def renew_codes(uow: UnitOfWork, ports: Inside, actor: Actor, _account: Account) -> list[str]:
    """Ten recovery codes in place of the former ones; only their traces are kept."""
    return _other_codes(uow, ports, actor)


def _other_codes(uow: UnitOfWork, ports: Inside, actor: Actor) -> list[str]:
    repository.forget_recovery_codes(uow.session, actor.account_id)
    codes = [_recovery_code(ports) for _ in range(RECOVERY_CODES)]
    for code in codes:
        trace = _trace(ports, actor.account_id, code)
        uow.session.add(RecoveryCode(account_id=actor.account_id, code_hash=trace))
    audit_service.record(uow, ports, actor, "recovery_codes.renewed", f"account:{actor.account_id}")
    return codes


def prove(uow: UnitOfWork, ports: Inside, ticket: str, typed: str) -> Opened | Refusal:
    """The second step of a sign-in: a one-time password or a recovery code; a try is counted even when refused."""
    row = sessions.waiting(uow, ports, ticket, Awaits.FACTOR)
    if row is None:
        return EXPIRED
    if over := limits.count(uow, ports, Limit.FACTOR, row.account_id).refusal:
        return Refusal("too-many", over)
    account = repository.lock_account(uow.session, row.account_id)
    if not _is_right(uow, ports, account, "".join(typed.split())):
        return Refusal("factor-wrong", WRONG)
    return _complete(uow, ports, row)


def _complete(uow: UnitOfWork, ports: Inside, row: AuthSession) -> Opened:
    limits.forget(uow, Limit.FACTOR, row.account_id)
    return sessions.complete(uow, ports, row)


def _is_right(uow: UnitOfWork, ports: Inside, account: Account, typed: str) -> bool:
    secret = sealed.decrypt(ports.settings.key, account.totp_sealed) if account.totp_sealed else ""
    step = _step_of(secret, typed, ports, account.totp_step) if secret else None
    if step is not None:
        account.totp_step = step
        return True
    code = repository.recovery_code(uow.session, account.id, _trace(ports, account.id, typed.lower()))
    if code is None:
        return False
    code.used_at = ports.clock.now()
    left = repository.recovery_codes_left(uow.session, account.id)
    outbox.mail(uow, ports, account.email, messages.recovery_code_used(left))
    return True


def _step_of(secret: str, typed: str, ports: Inside, used: int) -> int | None:
    """The period this one-time password is of: the present one or a neighbour, later than the last one used."""
    totp, present = TOTP(secret), int(ports.clock.now().timestamp()) // PERIOD_SECONDS
    later: Iterable[int] = (step for step in (present - 1, present, present + 1) if step > used)
    matching = [step for step in later if hmac.compare_digest(totp.generate_otp(step), "".join(typed.split()))]
    return matching[0] if matching else None


def _recovery_code(ports: Inside) -> str:
    """Forty-eight bits that one can copy by hand: « a1b2c3-d4e5f6 »."""
    trace = traces.hash_token(ports.chance.token())
    return f"{trace[:6]}-{trace[6:12]}"


def _trace(ports: Inside, account_id: int, code: str) -> str:
    return traces.hash_code(ports.settings.key, f"recovery:{account_id}", code)


def _tell(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, action: str, subject: str) -> None:
    audit_service.record(uow, ports, actor, action, f"account:{actor.account_id}")
    outbox.mail(uow, ports, account.email, messages.protection_changed(subject, ports.clock.now()))
    uow.notify(topics.account(actor.account_id))
