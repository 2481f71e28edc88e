"""Signing in by e-mail and password, as slowly for an unknown address as for another."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.run import run
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

    @property
    def folded(self) -> str:
        """The address as accounts keep it."""
        return self.email.strip().lower()


async def sign_in(attempt: Attempt, place: Place) -> Opened | Refused | ToActivate | ToProve:
    """Count the try, ask the captcha when it is suspect, then check the password."""
    weighed = await run(weigh, attempt.folded, place)
    if isinstance(weighed, Refused):
        return weighed
    try:
        proof = await robots.proof_of(attempt.answer, place.address) if weighed else ""
    except FormError as error:
        return RefusedUntilSolved(error.fields[robots.FIELD])
    return await run(check, attempt, proof, place)


def weigh(uow: UnitOfWork, ports: Inside, email: str, place: Place) -> Refused | bool:
    """Count a try of this address, and say whether it must prove that it comes from a person."""
    now = ports.clock.now()
    if repository.hit(uow.session, f"sign-in-from:{place.address}", QUARTER, now) > TRIES_PER_ADDRESS:
        return Refused(TOO_MANY)
    return _is_next_suspect(uow, now, email, place)


def check(
    uow: UnitOfWork, ports: Inside, attempt: Attempt, proof: str, place: Place
) -> Opened | Refused | ToActivate | ToProve:
    """Check the password, as slowly for an unknown address, and open a session."""
    now, folded = ports.clock.now(), attempt.folded
    # Only a try that reaches the password counts for the account: nobody is locked out by robots.
    if _is_next_suspect(uow, now, folded, place) and (refusal := _unsolved(uow, ports, proof)):
        return refusal
    tries = repository.hit(uow.session, f"sign-in:{folded}", QUARTER, now)
    if tries > TRIES_PER_ACCOUNT:
        return Refused(TOO_MANY)
    account = repository.by_email(uow.session, folded)
    if not passwords.is_right(account.password_hash if account else None, attempt.password) or account is None:
        failed_here = repository.hit(uow.session, f"failed-from:{place.address}", QUARTER, now)
        return RefusedUntilSolved(WRONG) if _is_suspect(tries + 1, failed_here) else Refused(WRONG)
    if account.activated_at is None:
        return _activation(uow, ports, account)
    return _welcome(uow, ports, account, attempt.password, place)


def _is_next_suspect(uow: Reading, now: datetime, email: str, place: Place) -> bool:
    tries = repository.hits(uow.session, f"sign-in:{email}", now)
    return _is_suspect(tries + 1, repository.hits(uow.session, f"failed-from:{place.address}", now))


def _is_suspect(tries: int, failed_here: int) -> bool:
    """Many people may share an address: only its failures count."""
    return tries > TRIES_WITHOUT_CAPTCHA or failed_here > FAILED_WITHOUT_CAPTCHA_HERE


def _unsolved(uow: UnitOfWork, ports: Inside, proof: str) -> Refused | None:
    """A verdict, not an exception: the try stays counted."""
    try:
        robots.turn_away(uow, ports, proof)
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
