"""Signing up and activating; the page says the same whether the address is known or not."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

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

READERS: Final[dict[str, Callable[[str], Contact | date | datetime]]] = {
    "preferred_contact": Contact,
    "birth_date": date.fromisoformat,
    "terms_accepted_at": datetime.fromisoformat,
}


async def sign_up(form: SignUp, answer: str, address: str, identity: Identity | None = None) -> str:
    """Create the account, or write to its present owner; the ticket of the code page is the same kind for both."""
    return await run(create_account, form, await robots.proof_of_try(Limit.SIGN_UP, answer, address), identity)


def create_account(uow: UnitOfWork, ports: Inside, form: SignUp, proof: str, identity: Identity | None) -> str:
    """Keep what was typed, for a person rather than a robot, and send the code."""
    robots.turn_away(uow, ports, proof)
    if faults := field_faults(form, noumea_date(ports.clock.now())):
        raise FormError(faults)
    repository.lock_email(uow.session, form.email)
    account = repository.by_email(uow.session, form.email)
    details = _details_of(ports, form) | identities.as_details(identity)
    if account is not None and account.activated_at is not None:
        shown, channel = {"mobile": form.mobile}, form.preferred_contact
        return codes.ask(uow, ports, form.email, Purpose.DECOY, account_id=account.id, channel=channel, details=shown)
    return ask_activation(uow, ports, account or _open_account(uow, ports, details), details)


def ask_activation(uow: UnitOfWork, ports: Inside, account: Account, details: dict[str, str | None]) -> str:
    """A code to the contact that was chosen: in this sign-up, or else when the account was made."""
    channel = Contact(details.get("preferred_contact") or account.preferred_contact)
    details = details or {"mobile": account.mobile}
    purpose = Purpose.ACTIVATION
    return codes.ask(uow, ports, account.email, purpose, account_id=account.id, channel=channel, details=details)


def activate(uow: UnitOfWork, ports: Inside, ticket: str, typed: str, device: Device) -> Opened | ToProve | Refusal:
    """Try a code; the right one makes the account what was typed with it, and opens its first session."""
    code = codes.check(uow, ports, ticket, typed, Purpose.ACTIVATION, device)
    if isinstance(code, Refusal):
        return code
    now = ports.clock.now()
    account = repository.by_id(uow.session, code.account_id or 0)
    if account.activated_at is not None:
        return codes.WORN_OUT
    identity, details = identities.split(code.details)
    account.sqlmodel_update(_values_of(details))
    account.activated_at = now
    identities.link(uow, ports, account, identity)
    if code.channel is Contact.SMS:
        account.mobile_proved_at = now
    else:
        appointments.address_proved(uow, ports, account)
    repository.forget_details(uow.session, account.id)
    audit_service.record(uow, ports, None, Action.ACCOUNT_ACTIVATED, f"account:{account.id}")
    return sessions.admit(uow, ports, account, device)


def _details_of(ports: Inside, form: SignUp) -> dict[str, str | None]:
    """What was typed, to be kept with the code that proves who typed it: another may sign up with the same address."""
    return form.model_dump(mode="json", exclude={"password", "terms"}) | {
        "password_hash": passwords.hash_password(form.password),
        "terms_accepted_at": ports.clock.now().isoformat(),
    }


def _values_of(details: dict[str, str | None]) -> dict[str, Any]:
    return {name: READERS.get(name, str)(value) if value else value for name, value in details.items()}


def _open_account(uow: UnitOfWork, ports: Inside, details: dict[str, str | None]) -> Account:
    account = Account(created_at=ports.clock.now(), **_values_of(identities.split(details)[1]))
    uow.session.add(account)
    uow.session.flush()
    audit_service.record(uow, ports, None, Action.ACCOUNT_CREATED, f"account:{account.id}")
    return account
