"""Signing up and activating; the page says the same whether the address is known or not."""

from collections.abc import Mapping
from typing import Final

from espace_factures.app.limits import Limit
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import FormError, Refusal
from espace_factures.core.ports import Identity, Inside
from espace_factures.identity import repository
from espace_factures.identity.forms import SignUp, field_faults
from espace_factures.identity.models import Account
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import appointments, codes, identities, passwords, robots, sessions
from espace_factures.identity.service.sessions import Device, Opened, ToProve

NOBODY: Final[Mapping[str, str | None]] = {}


async def sign_up(form: SignUp, answer: str, address: str, identity: Identity | None = None) -> str:
    """Create the account; the ticket of the code page is the same whether the address is somebody's or not."""
    return await run(create_account, form, await robots.proof_of_try(Limit.SIGN_UP, answer, address), identity)


def create_account(uow: UnitOfWork, ports: Inside, form: SignUp, proof: str, identity: Identity | None) -> str:
    """Keep what was typed, for a person rather than a robot, and send the code.

    Each sign-up makes an account of its own, which reserves nothing: another may sign up with the same address.
    """
    robots.turn_away(uow, ports, proof)
    if faults := field_faults(form, noumea_date(ports.clock.now())):
        raise FormError(faults)
    account = _open_account(uow, ports, form)
    return ask_activation(uow, ports, account, identities.as_details(identity))


def ask_activation(
    uow: UnitOfWork, ports: Inside, account: Account, identity: Mapping[str, str | None] = NOBODY
) -> str:
    """A code to the contact that was chosen."""
    details = {"mobile": account.mobile, **identity}
    channel, purpose = account.preferred_contact, Purpose.ACTIVATION
    return codes.ask(uow, ports, account.email, purpose, account_id=account.id, channel=channel, details=details)


def activate(uow: UnitOfWork, ports: Inside, ticket: str, typed: str, device: Device) -> Opened | ToProve | Refusal:
    """Try a code; the right one opens the account's first session, unless another proved the address meanwhile."""
    code = codes.check(uow, ports, ticket, typed, Purpose.ACTIVATION, device)
    if isinstance(code, Refusal):
        return code
    now = ports.clock.now()
    account = repository.lock_account(uow.session, code.account_id or 0)
    if account.activated_at is not None:
        return codes.WORN_OUT
    if code.channel is Contact.SMS:
        account.mobile_proved_at = now
    elif not appointments.prove_address(uow, ports, account, account.email):
        return codes.WORN_OUT
    account.activated_at = now
    identities.link(uow, ports, account, identities.split(code.details)[0])
    repository.forget_details(uow.session, account.id)
    audit_service.record(uow, ports, None, Action.ACCOUNT_ACTIVATED, f"account:{account.id}")
    return sessions.admit(uow, ports, account, device)


def _open_account(uow: UnitOfWork, ports: Inside, form: SignUp) -> Account:
    now = ports.clock.now()
    made = passwords.hash_password(form.password, passwords.salt_of(ports, form.email))
    values = form.model_dump(exclude={"password", "terms"})
    account = Account(**values, password_hash=made, terms_accepted_at=now, created_at=now)
    uow.session.add(account)
    uow.session.flush()
    audit_service.record(uow, ports, None, Action.ACCOUNT_CREATED, f"account:{account.id}")
    return account
