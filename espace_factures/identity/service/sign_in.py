"""Signing in by e-mail and password, as slowly for an unknown address as for another."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.errors import DomainError, FormError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account
from espace_factures.identity.service import passwords, robots, sessions, sign_up
from espace_factures.identity.service.codes import TOO_MANY
from espace_factures.identity.service.sessions import Opened, Place, Refused, ToProve

QUARTER: Final = timedelta(minutes=15)
TRIES_PER_ACCOUNT: Final = 10
TRIES_PER_ADDRESS: Final = 100
TRIES_WITHOUT_CAPTCHA: Final = 3
FAILED_WITHOUT_CAPTCHA_HERE: Final = 30

WRONG: Final = "Le courriel ou le mot de passe ne correspond pas. Vérifiez-les et réessayez."


@dataclass(frozen=True, slots=True)
class ToActivate:
    """The password is right but the contact is not proved yet: a code was sent under `ticket`."""

    ticket: str


@dataclass(frozen=True, slots=True)
class RefusedUntilSolved(Refused):
    """The same, and the next try needs « Je ne suis pas un robot »."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed, the captcha's answer among it."""

    email: str
    password: str
    answer: str = ""


def sign_in(uow: UnitOfWork, ports: Inside, attempt: Attempt, place: Place) -> Opened | Refused | ToActivate | ToProve:
    """Check the password, as slowly for an unknown address, and open a session."""
    now, folded = ports.clock.now(), attempt.email.strip().lower()
    key = f"sign-in:{folded}"
    tries_here = repository.hit(uow.session, f"sign-in-from:{place.address}", QUARTER, now)
    failed_here = repository.hits(uow.session, f"failed-from:{place.address}", now)
    if tries_here > TRIES_PER_ADDRESS:
        return Refused(TOO_MANY)
    # Only a try that reaches the password counts for the account: nobody is locked out by robots.
    is_suspect = _is_suspect(repository.hits(uow.session, key, now) + 1, failed_here)
    if is_suspect and (refusal := _unsolved(uow, ports, attempt.answer, place.address)):
        return refusal
    tries = repository.hit(uow.session, key, QUARTER, now)
    if tries > TRIES_PER_ACCOUNT:
        return Refused(TOO_MANY)
    account = repository.by_email(uow.session, folded)
    if not passwords.is_right(account.password_hash if account else None, attempt.password) or account is None:
        failed_here = repository.hit(uow.session, f"failed-from:{place.address}", QUARTER, now)
        return RefusedUntilSolved(WRONG) if _is_suspect(tries + 1, failed_here) else Refused(WRONG)
    if account.activated_at is None:
        return _activation(uow, ports, account)
    return _welcome(uow, ports, account, attempt.password, place)


def _is_suspect(tries: int, failed_here: int) -> bool:
    """Many people may share an address: only its failures count."""
    return tries > TRIES_WITHOUT_CAPTCHA or failed_here > FAILED_WITHOUT_CAPTCHA_HERE


def _unsolved(uow: UnitOfWork, ports: Inside, answer: str, address: str) -> Refused | None:
    """A verdict, not an exception: the try stays counted."""
    try:
        robots.turn_away(uow, ports, answer, address)
    except FormError as error:
        return RefusedUntilSolved(error.fields[robots.FIELD])
    return None


def _activation(uow: UnitOfWork, ports: Inside, account: Account) -> ToActivate | Refused:
    try:
        return ToActivate(sign_up.ask_activation(uow, ports, account, {}))
    except DomainError as error:
        return Refused(error.sentence)


def _welcome(uow: UnitOfWork, ports: Inside, account: Account, password: str, place: Place) -> Opened | ToProve:
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hash_password(password)
    repository.forget_hits(uow.session, f"sign-in:{account.email}")
    return sessions.admit(uow, ports, account, place)
