"""Passkeys: a device's own key, which signs in alone or as a second factor; checked by py_webauthn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from espace_factures.app import limits, topics
from espace_factures.app.limits import Limit, Memory
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, NotFoundError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import messages, repository
from espace_factures.identity.models import Account, Passkey
from espace_factures.identity.rules import traces
from espace_factures.identity.rules.steps import Awaits
from espace_factures.identity.service import sessions
from espace_factures.identity.service.proofs import by_password
from espace_factures.identity.service.sessions import EXPIRED, Device, Opened
from espace_factures.notifications.service import outbox

PARTY: Final = "Province Sud"
MOST: Final = 10
LONGEST_NAME: Final = 60
REFUSED: Final = Refusal(
    "passkey-unknown", "Cette clé d’accès n’a pas été reconnue. Réessayez, ou connectez-vous autrement."
)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the browser must sign: `options` is JSON for it, `value` is kept to compare."""

    options: str
    value: str


def registration(uow: Reading, ports: Inside, actor: Actor) -> Challenge:
    """Ask a device for a key of the actor's account."""
    actor.require(Permission.ACCOUNT_USE)
    account = repository.by_id(uow.session, actor.account_id)
    known = repository.passkeys(uow.session, actor.account_id)
    options = webauthn.generate_registration_options(
        rp_id=_party(ports),
        rp_name=PARTY,
        user_id=traces.hash_code(ports.settings.key, "passkey", str(account.id))[:32].encode(),
        user_name=account.email,
        user_display_name=account.full_name,
        exclude_credentials=[_descriptor(passkey) for passkey in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return Challenge(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))


@dataclass(frozen=True, slots=True)
class NewKey:
    """What the browser made, and the name that its person gives it."""

    credential: str
    name: str


@by_password
def register(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, challenge: str, key: NewKey) -> None:
    """Keep the key of a device of the actor's, who knows the password, and tell him."""
    if len(repository.passkeys(uow.session, actor.account_id)) >= MOST:
        raise DomainError(f"Un compte garde {MOST} clés d’accès au plus : retirez-en une d’abord.", "passkeys-full")
    _use(uow, ports, challenge)
    try:
        verified = webauthn.verify_registration_response(
            credential=key.credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_party(ports),
            expected_origin=ports.settings.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise DomainError("Cette clé d’accès n’a pas pu être enregistrée. Réessayez.", "passkey-refused") from None
    row = Passkey(
        account_id=actor.account_id,
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=bytes_to_base64url(verified.credential_public_key),
        sign_count=verified.sign_count,
        name=" ".join(key.name.split())[:LONGEST_NAME] or "Clé d’accès",
        created_at=ports.clock.now(),
    )
    uow.session.add(row)
    audit_service.record(uow, ports, actor, "passkey.added", f"account:{actor.account_id}")
    changed = messages.protection_changed("Une clé d’accès a été ajoutée", ports.clock.now())
    outbox.mail(uow, ports, account.email, changed)
    uow.notify(topics.account(actor.account_id))


def mine(uow: Reading, _ports: Inside, actor: Actor) -> Sequence[Passkey]:
    """The actor's keys, oldest first."""
    actor.require(Permission.ACCOUNT_USE)
    return repository.passkeys(uow.session, actor.account_id)


@by_password
def remove(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, passkey_id: int) -> None:
    """Forget one of the actor's keys."""
    if not repository.forget_passkey(uow.session, actor.account_id, passkey_id):
        raise NotFoundError("Cette clé d’accès n’existe plus.")
    audit_service.record(uow, ports, actor, "passkey.removed", f"account:{actor.account_id}")
    changed = messages.protection_changed("Une clé d’accès a été retirée", ports.clock.now())
    outbox.mail(uow, ports, account.email, changed)
    uow.notify(topics.account(actor.account_id))


def challenge(uow: UnitOfWork, ports: Inside, ticket: str) -> Challenge:
    """Ask for a signature: of a key of the person at the second step, of any key at the first."""
    row = sessions.waiting(uow, ports, ticket, Awaits.FACTOR) if ticket else None
    known = repository.passkeys(uow.session, row.account_id) if row else []
    options = webauthn.generate_authentication_options(
        rp_id=_party(ports),
        allow_credentials=[_descriptor(passkey) for passkey in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Challenge(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))


def sign_in(uow: UnitOfWork, ports: Inside, challenge: str, credential: str, device: Device) -> Opened | Refusal:
    """A key that verified its person is both factors at once."""
    passkey = _verified(uow, ports, challenge, credential)
    if passkey is None:
        return REFUSED
    account = repository.by_id(uow.session, passkey.account_id)
    waiting = sessions.invite_in(uow, ports, account, device)
    row = sessions.waiting(uow, ports, waiting, Awaits.ENTRY)
    return sessions.complete(uow, ports, row) if row else EXPIRED


def prove(uow: UnitOfWork, ports: Inside, ticket: str, challenge: str, credential: str) -> Opened | Refusal:
    """The second step of a sign-in, by a key of the same account."""
    row = sessions.waiting(uow, ports, ticket, Awaits.FACTOR)
    if row is None:
        return EXPIRED
    if over := limits.count(uow, ports, Limit.FACTOR, row.account_id).refusal:
        return Refusal("too-many", over)
    passkey = _verified(uow, ports, challenge, credential)
    if passkey is None or passkey.account_id != row.account_id:
        return REFUSED
    return sessions.complete(uow, ports, row)


def _verified(uow: UnitOfWork, ports: Inside, challenge: str, credential: str) -> Passkey | None:
    """The key that signed the challenge for this site, its counter moved on."""
    passkey = repository.passkey(uow.session, _identifier(credential))
    if passkey is None or not _use(uow, ports, challenge):
        return None
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_party(ports),
            expected_origin=ports.settings.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    passkey.sign_count, passkey.last_used_at = verified.new_sign_count, ports.clock.now()
    return passkey


def _use(uow: UnitOfWork, ports: Inside, challenge: str) -> bool:
    """Whether a challenge is answered for the first time."""
    return limits.once(uow, ports, Memory.PASSKEY, traces.hash_token(challenge))


def _identifier(credential: str) -> str:
    try:
        found: Any = json.loads(credential)
    except ValueError:
        return ""
    return str(found.get("id", "")) if isinstance(found, dict) else ""


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id))


def _party(ports: Inside) -> str:
    return urlsplit(ports.settings.origin).hostname or ""
