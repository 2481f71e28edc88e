"""Signing in by e-mail and password, as slowly for an unknown address as for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from espace_factures.app import limits
from espace_factures.app.limits import Counted, Limit
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import emails
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account
from espace_factures.identity.service import passwords, robots, sessions, sign_up
from espace_factures.identity.service.sessions import Device, Opened, ToProve

WRONG: Final = "Le courriel ou le mot de passe ne correspond pas. Vérifiez-les et réessayez."


@dataclass(frozen=True, slots=True)
class ToActivate:
    """The password is right but the contact is not proved yet: a code was sent under `ticket`."""

    ticket: str


@dataclass(frozen=True, slots=True)
class RefusedUntilSolved(Refusal):
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
        return emails.folded(self.email)


async def sign_in(attempt: Attempt, device: Device) -> Opened | Refusal | ToActivate | ToProve:
    """Count the try, ask the captcha when it is suspect, then check the password."""
    is_suspect = await run(weigh, attempt.folded, device)
    try:
        proof = await robots.proof_of(attempt.answer, device.address) if is_suspect else ""
    except FormError as error:
        return RefusedUntilSolved("robot", error.fields[robots.FIELD])
    return await run(check, attempt, proof, device, must_prove=is_suspect)


def weigh(uow: UnitOfWork, ports: Inside, email: str, device: Device) -> bool:
    """Count a try of this network, and say whether it must prove that it comes from a person."""
    is_crowded = limits.count(uow, ports, Limit.SIGN_IN_FROM, device.address).is_over
    return is_crowded or _is_next_suspect(uow, ports, email, device)


def check(
    uow: UnitOfWork, ports: Inside, attempt: Attempt, proof: str, device: Device, *, must_prove: bool
) -> Opened | Refusal | ToActivate | ToProve:
    """Check the password, as slowly for an unknown address, and open a session."""
    folded = attempt.folded
    # Only a try that reaches the password counts for the account: nobody is locked out by robots.
    must_prove = must_prove or _is_next_suspect(uow, ports, folded, device)
    if must_prove and (refusal := _unsolved(uow, ports, proof)):
        return refusal
    tried = _count(uow, ports, folded, device)
    known = repository.going_by(uow.session, folded)
    if tried.is_first_over:
        _note(uow, ports, Action.SESSION_LOCKED, known, device)
    if tried.is_over:
        return Refusal(tried.code, tried.refusal)
    account = passwords.whose(known, attempt.password, passwords.salt_of(ports, folded))
    if account is None:
        _note(uow, ports, Action.SESSION_REFUSED, known, device)
        failed_here = limits.count(uow, ports, Limit.FAILED_FROM, device.address).hits
        is_suspect = _is_suspect(tried.hits + 1, failed_here) or is_crowded(uow, ports, device.address)
        return (RefusedUntilSolved if is_suspect else Refusal)("wrong-password", WRONG)
    if account.activated_at is None:
        return _activation(uow, ports, account)
    return _welcome(uow, ports, account, attempt.password, device)


def is_crowded(uow: Reading, ports: Inside, address: str) -> bool:
    """Whether so many sign in from this network that each must prove that it is a person."""
    return limits.is_any_full(uow, ports, [Limit.SIGN_IN_FROM], address)


def _is_next_suspect(uow: Reading, ports: Inside, email: str, device: Device) -> bool:
    asked = {Limit.SIGN_IN_UNSOLVED: device.source_of(email), Limit.FAILED_FROM: device.address}
    if not device.browser.mark_for(email):
        asked[Limit.SIGN_IN_TO] = email
    found = limits.hits_of(uow, ports, asked)
    tries = max(found[Limit.SIGN_IN_UNSOLVED], found.get(Limit.SIGN_IN_TO, 0))
    return _is_suspect(tries + 1, found[Limit.FAILED_FROM])


def _count(uow: UnitOfWork, ports: Inside, email: str, device: Device) -> Counted:
    """Count a try of an address: of a known browser alone, or of its network and of all the unknown ones."""
    tried = limits.count(uow, ports, Limit.SIGN_IN, device.source_of(email))
    if device.browser.mark_for(email):
        return tried
    together = limits.count(uow, ports, Limit.SIGN_IN_TO, email)
    return together if together.is_over else tried


def _is_suspect(tries: int, failed_here: int) -> bool:
    """Many people may share an address: only its failures count."""
    return tries > limits.most(Limit.SIGN_IN_UNSOLVED) or failed_here > limits.most(Limit.FAILED_FROM)


def _unsolved(uow: UnitOfWork, ports: Inside, proof: str) -> Refusal | None:
    """A verdict, not an exception: the try stays counted."""
    try:
        robots.turn_away(uow, ports, proof)
    except FormError as error:
        return RefusedUntilSolved("robot", error.fields[robots.FIELD])
    return None


def _note(uow: UnitOfWork, ports: Inside, action: Action, known: Sequence[Account], device: Device) -> None:
    audit_service.at_the_door(uow, ports, action, known[0].id if known else None, device.address)


def _activation(uow: UnitOfWork, ports: Inside, account: Account) -> ToActivate | Refusal:
    try:
        return ToActivate(sign_up.ask_activation(uow, ports, account))
    except DomainError as error:
        return Refusal(error.code, error.sentence)


def _welcome(uow: UnitOfWork, ports: Inside, account: Account, password: str, device: Device) -> Opened | ToProve:
    salt = passwords.salt_of(ports, account.email)
    if passwords.is_outdated(account.password_hash, salt):
        account.password_hash = passwords.hash_password(password, salt)
    # Whoever merely goes by the address could otherwise try its owner's password without end, between two of theirs.
    if account.own_email:
        limits.forget(uow, Limit.SIGN_IN, device.source_of(account.email))
        if not device.browser.mark_for(account.email):
            limits.forget(uow, Limit.SIGN_IN_TO, account.email)
    return sessions.admit(uow, ports, account, device)
