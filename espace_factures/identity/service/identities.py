"""People whom an identity provider knows: linked to an account only after proof of its e-mail."""

from dataclasses import dataclass
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Identity, Inside
from espace_factures.identity import messages, repository
from espace_factures.identity.models import Account, LinkedIdentity
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import codes, denial, notices, reach, sessions
from espace_factures.identity.service.sessions import Device, Opened, ToProve

ISSUER: Final = "identity_issuer"
SUBJECT: Final = "identity_subject"


@dataclass(frozen=True, slots=True)
class ToLink:
    """An account may have this address: its owner proves it by the code sent under `ticket`."""

    ticket: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """No account yet: the sign-up form is filled with what the provider says."""


def recognise(
    uow: UnitOfWork, ports: Inside, identity: Identity, device: Device
) -> Opened | ToProve | ToLink | Stranger:
    """Open the account linked to the identity, or say what comes first."""
    account = repository.by_identity(uow.session, identity.issuer, identity.subject)
    if account is not None and _is_trusted(uow, account, identity):
        return sessions.admit(uow, ports, account, device)
    owner = repository.owner_of(uow.session, identity.email) if identity.email else None
    # Only whose address the provider verified is told by the page whether it is known.
    if not identity.email or (owner is None and identity.is_email_verified):
        return Stranger()
    account_id, details = owner.id if owner else None, as_details(identity)
    mark, purpose = device.browser.mark_for(identity.email), Purpose.IDENTITY
    return ToLink(codes.ask(uow, ports, identity.email, purpose, account_id=account_id, details=details, mark=mark))


def confirm(uow: UnitOfWork, ports: Inside, ticket: str, typed: str, device: Device) -> Opened | ToProve | Refusal:
    """The right code links the identity to the account, and opens it."""
    code = codes.check(uow, ports, ticket, typed, Purpose.IDENTITY, device)
    if isinstance(code, Refusal):
        return code
    account = repository.by_id(uow.session, code.account_id or 0)
    link(uow, ports, account, split(code.details)[0])
    return sessions.admit(uow, ports, account, device)


def link(uow: UnitOfWork, ports: Inside, account: Account, identity: Identity | None) -> None:
    """Remember whose identity this is; one known already stays where it is."""
    if identity is None or repository.by_identity(uow.session, identity.issuer, identity.subject):
        return
    now, owner = ports.clock.now(), account.id
    row = LinkedIdentity(issuer=identity.issuer, subject=identity.subject, account_id=owner, linked_at=now)
    uow.session.add(row)
    reach.secured(ports, account)
    notices.tell(uow, ports, account, messages.identity_linked(now, denial.address(ports, owner, now)))
    audit_service.record(uow, ports, None, Action.IDENTITY_LINKED, f"account:{owner}")


def _is_trusted(uow: Reading, account: Account, identity: Identity) -> bool:
    linked = repository.identities(uow.session, account.id)
    return any(account.trusts(row.linked_at) for row in linked if row.subject == identity.subject)


def as_details(identity: Identity | None) -> dict[str, str | None]:
    """What is kept with a code, to be linked once it is typed."""
    return {ISSUER: identity.issuer, SUBJECT: identity.subject} if identity else {}


def split(details: dict[str, str | None]) -> tuple[Identity | None, dict[str, str | None]]:
    """The identity kept with a code, and the rest."""
    rest = {name: value for name, value in details.items() if name not in {ISSUER, SUBJECT}}
    issuer, subject = details.get(ISSUER), details.get(SUBJECT)
    return (Identity(issuer, subject) if issuer and subject else None), rest
