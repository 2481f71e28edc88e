"""« Mot de passe oublié »: an address, a code, another password; the same for an address without account."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from espace_factures.app.limits import Limit
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import FormError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import messages, repository
from espace_factures.identity.forms import Address, NewPassword, password_faults
from espace_factures.identity.models import Account
from espace_factures.identity.rules import verification
from espace_factures.identity.rules.browsers import Browser
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import codes, denial, doubt, notices, passwords, reach, robots, sessions
from espace_factures.identity.service.sessions import Device

STRANGER: Final = Browser()
SEEN_FOR: Final = timedelta(days=1)
AT_A_DESK: Final = Refusal(
    "recovery-at-a-desk",
    "Votre rôle demande plus qu’un code pour changer de mot de passe. Présentez-vous à un point d’accueil de la "
    "Province avec une pièce d’identité.",
    "code",
)


@dataclass(frozen=True, slots=True)
class Changed:
    """The password is changed, or will be once the factor is proved; `ticket` opens the session or asks it, once."""

    ticket: str


async def start(form: Address, answer: str, address: str, browser: Browser = STRANGER) -> str:
    """Ask for a code; returns the ticket of the next page, whether somebody has this address or nobody."""
    return await run(ask, form, await robots.proof_of_try(Limit.RECOVERY, answer, address), browser)


def ask(uow: UnitOfWork, ports: Inside, form: Address, proof: str, browser: Browser) -> str:
    """Send the code, to a person rather than a robot."""
    robots.turn_away(uow, ports, proof)
    return codes.ask(uow, ports, form.email, Purpose.RECOVERY, mark=browser.mark_for(form.email))


def reset(
    uow: UnitOfWork, ports: Inside, ticket: str, typed: str, form: NewPassword, device: Device
) -> Changed | Refusal:
    """Try the code and change the password; every session is closed, and the owner is told."""
    step = codes.step(uow, ports, ticket)
    missing = {} if verification.looks_like_code(verification.code_in(typed)) else {"code": codes.FOUR.sentence}
    if faults := missing | password_faults(form, (step.email.split("@", 1)[0],)):
        raise FormError(faults)
    code = codes.check(uow, ports, ticket, typed, Purpose.RECOVERY, device)
    if isinstance(code, Refusal):
        return replace(code, field="code")
    account = repository.by_id(uow.session, code.account_id or 0)
    # Only now, with the right code, may the page say something that depends on whose account it is.
    if faults := password_faults(form, passwords.personal_words(account)):
        codes.reopen(uow, code)
        field, sentence = next(iter(faults.items()))
        return Refusal("password-weak", sentence, field)
    return _change_or_ask_factor(uow, ports, account, form.password, device)


def change(uow: UnitOfWork, ports: Inside, account: Account, password: str, keep: int = 0) -> None:
    """Another password: the other sessions and the waiting codes are closed, and a notice is mailed."""
    change_hash(uow, ports, account, _hashed(ports, account, password), keep)


def change_hash(uow: UnitOfWork, ports: Inside, account: Account, password_hash: str, keep: int = 0) -> None:
    """The same, of a password that was hashed before its person proved a factor."""
    account.password_hash = password_hash
    reach.secured(ports, account)
    sessions.close_others(uow, ports, account.id, keep)
    now = ports.clock.now()
    repository.close_every_code(uow.session, account, now)
    notices.tell(uow, ports, account, messages.password_changed(now, denial.address(ports, account.id, now)))
    audit_service.record(uow, ports, None, Action.PASSWORD_CHANGED, f"account:{account.id}")


def _change_or_ask_factor(
    uow: UnitOfWork, ports: Inside, account: Account, password: str, device: Device
) -> Changed | Refusal:
    """Four digits alone never open an account that a factor protects, nor one that has to have a factor."""
    if repository.has_factor(uow.session, account):
        return Changed(sessions.invite_in(uow, ports, account, device, _hashed(ports, account, password)))
    is_privileged = ports.settings.asks_factor and repository.is_privileged(uow.session, account.id)
    if is_privileged and not _was_seen(ports, account):
        audit_service.record(uow, ports, None, Action.RECOVERY_REFUSED, f"account:{account.id}")
        return AT_A_DESK
    change(uow, ports, account, password)
    doubt.begin(uow, account, doubt.safe_for(uow, ports, account, device.browser))
    return Changed(sessions.invite_in(uow, ports, account, device))


def _was_seen(ports: Inside, account: Account) -> bool:
    """Whether two agents gave the account back lately to its person, who may have lost the password too."""
    return account.restored_at is not None and ports.clock.now() - account.restored_at < SEEN_FOR


def _hashed(ports: Inside, account: Account, password: str) -> str:
    return passwords.hash_password(password, passwords.salt_of(ports, account.email))
