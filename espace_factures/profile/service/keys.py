"""Passkeys of an account: a device's own key is registered, listed and removed; checked by py_webauthn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.typed import line
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account, Passkey
from espace_factures.identity.rules import traces
from espace_factures.identity.service import denial, notices, passkeys, reach
from espace_factures.identity.service.passkeys import Challenge
from espace_factures.identity.service.proofs import by_password
from espace_factures.profile import messages, repository
from espace_factures.profile.service import required

PARTY: Final = "Province Sud"
MOST: Final = 10
LONGEST_NAME: Final = 60

FULL: Final = f"Un compte garde {MOST} clés d’accès au plus : retirez-en une d’abord."
NOT_VERIFIED: Final = "Cette clé d’accès n’a pas pu être enregistrée. Réessayez."


@dataclass(frozen=True, slots=True)
class NewKey:
    """What the browser made, and the name that its person gives it."""

    credential: str
    name: str


def registration(uow: Reading, ports: Inside, actor: Actor) -> Challenge:
    """Ask a device for a key of the actor's account."""
    actor.require(Permission.ACCOUNT_PROTECT)
    account = identity_repository.by_id(uow.session, actor.account_id)
    known = identity_repository.passkeys(uow.session, actor.account_id)
    options = webauthn.generate_registration_options(
        rp_id=passkeys.party(ports),
        rp_name=PARTY,
        user_id=traces.hash_code(ports.settings.keys, "passkey", str(account.id))[0][:32].encode(),
        user_name=account.email,
        user_display_name=account.full_name,
        exclude_credentials=[passkeys.descriptor(passkey) for passkey in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return Challenge(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))


@by_password
def register(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, challenge: str, key: NewKey) -> None:
    """Keep the key of a device of the actor's, who knows the password, and tell them."""
    if len(identity_repository.passkeys(uow.session, actor.account_id)) >= MOST:
        raise DomainError(FULL, "passkeys-full")
    if not passkeys.spend(uow, ports, challenge):
        raise DomainError(NOT_VERIFIED, "passkey-refused")
    verified = _verified(ports, challenge, key.credential)
    row = Passkey(
        account_id=actor.account_id,
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=bytes_to_base64url(verified.credential_public_key),
        sign_count=verified.sign_count,
        name=line(key.name)[:LONGEST_NAME] or "Clé d’accès",
        created_at=ports.clock.now(),
    )
    uow.session.add(row)
    _tell(uow, ports, actor, account, Action.PASSKEY_ADDED, "Une clé d’accès a été ajoutée")


def _verified(ports: Inside, challenge: str, credential: str) -> VerifiedRegistration:
    """The key of a device that verified its person, made for this site and this challenge."""
    try:
        return webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=passkeys.party(ports),
            expected_origin=ports.settings.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise DomainError(NOT_VERIFIED, "passkey-refused") from None


def mine(uow: Reading, _ports: Inside, actor: Actor) -> Sequence[Passkey]:
    """The actor's keys, oldest first."""
    actor.require(Permission.ACCOUNT_PROTECT)
    return identity_repository.passkeys(uow.session, actor.account_id)


@by_password
def remove(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, passkey_id: int) -> None:
    """Forget one of the actor's keys."""
    kept = len(identity_repository.passkeys(uow.session, account.id)) > 1
    required.refuse_bare(actor, leaves=kept or bool(account.totp_sealed))
    if not repository.forget_passkey(uow.session, actor.account_id, passkey_id):
        raise NotFoundError("Cette clé d’accès n’existe plus.")
    _tell(uow, ports, actor, account, Action.PASSKEY_REMOVED, "Une clé d’accès a été retirée")


def _tell(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, action: Action, subject: str) -> None:
    reach.secured(ports, account)
    audit_service.record(uow, ports, actor, action, f"account:{actor.account_id}")
    now = ports.clock.now()
    letter = messages.protection_changed(subject, now, denial.address(ports, account.id, now))
    notices.tell(uow, ports, account, letter)
    uow.notify(topics.account(actor.account_id))
