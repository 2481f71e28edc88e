"""The second factor is set: one-time passwords of an application, turned on and off, and their recovery codes."""

from dataclasses import dataclass
from typing import Final

import segno
from pyotp.totp import TOTP

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account, RecoveryCode
from espace_factures.identity.rules import traces
from espace_factures.identity.service import denial, notices, reach, second_factor
from espace_factures.identity.service.proofs import by_password
from espace_factures.profile import messages, repository
from espace_factures.profile.service import required

ISSUER: Final = "Province Sud"
RECOVERY_CODES: Final = 10


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
    actor.require(Permission.ACCOUNT_PROTECT)
    account = identity_repository.by_id(uow.session, actor.account_id)
    return Factors(bool(account.totp_sealed), identity_repository.recovery_codes_left(uow.session, actor.account_id))


def enrolment(secret: str, email: str) -> Enrolment:
    """What an application scans to know the secret."""
    address = TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
    return Enrolment(picture, " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)))


@by_password
def turn_on(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, secret: str, typed: str) -> list[str]:
    """Ask for one-time passwords from now on, once one was right; returns the recovery codes, shown once."""
    identity_repository.lock_account(uow.session, actor.account_id)
    step = second_factor.step_of(secret, typed, ports, account.totp_step)
    if step is None:
        raise FormError({"code": second_factor.WRONG})
    account.totp_sealed, account.totp_step, account.totp_at = secret, step, ports.clock.now()
    _tell(uow, ports, actor, account, Action.TOTP_ON, "La double authentification est activée")
    return _other_codes(uow, ports, actor)


@by_password
def turn_off(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account) -> None:
    """Ask for no one-time password any more."""
    required.refuse_bare(actor, leaves=bool(identity_repository.passkeys(uow.session, account.id)))
    account.totp_sealed, account.totp_at = "", None
    if not identity_repository.passkeys(uow.session, actor.account_id):
        repository.forget_recovery_codes(uow.session, actor.account_id)
    _tell(uow, ports, actor, account, Action.TOTP_OFF, "La double authentification est désactivée")


@by_password
def renew_codes(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account) -> list[str]:
    """Ten recovery codes in place of the former ones; only their traces are kept."""
    reach.secured(ports, account)
    return _other_codes(uow, ports, actor)


def _other_codes(uow: UnitOfWork, ports: Inside, actor: Actor) -> list[str]:
    repository.forget_recovery_codes(uow.session, actor.account_id)
    codes = [_recovery_code(ports) for _ in range(RECOVERY_CODES)]
    for code in codes:
        trace = second_factor.traces_of(ports, actor.account_id, code)[0]
        uow.session.add(RecoveryCode(account_id=actor.account_id, code_hash=trace))
    audit_service.record(uow, ports, actor, Action.RECOVERY_CODES_RENEWED, f"account:{actor.account_id}")
    return codes


def _recovery_code(ports: Inside) -> str:
    """Forty-eight bits that one can copy by hand: « a1b2c3-d4e5f6 »."""
    trace = traces.hash_token(ports.chance.token())
    return f"{trace[:6]}-{trace[6:12]}"


def _tell(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, action: Action, subject: str) -> None:
    reach.secured(ports, account)
    audit_service.record(uow, ports, actor, action, f"account:{actor.account_id}")
    now = ports.clock.now()
    letter = messages.protection_changed(subject, now, denial.address(ports, account.id, now))
    notices.tell(uow, ports, account, letter)
    uow.notify(topics.account(actor.account_id))
