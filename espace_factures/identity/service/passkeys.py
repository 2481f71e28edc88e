"""Passkeys: a device's own key, which signs in alone or as a second factor; checked by py_webauthn."""

import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from espace_factures.app import limits
from espace_factures.app.limits import Memory
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Passkey
from espace_factures.identity.rules import traces
from espace_factures.identity.rules.steps import Awaits
from espace_factures.identity.service import second_step, sessions
from espace_factures.identity.service.sessions import EXPIRED, Device, Opened

REFUSED: Final = Refusal(
    "passkey-unknown", "Cette clé d’accès n’a pas été reconnue. Réessayez, ou connectez-vous autrement."
)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the browser must sign: `options` is JSON for it, `value` is kept to compare."""

    options: str
    value: str


def challenge(uow: UnitOfWork, ports: Inside, ticket: str) -> Challenge:
    """Ask for a signature: of a key of the person at the second step, of any key at the first."""
    row = sessions.waiting(uow, ports, ticket, Awaits.FACTOR) if ticket else None
    return challenge_for(uow, ports, row.account_id if row else None)


def challenge_for(uow: Reading, ports: Inside, account_id: int | None) -> Challenge:
    """Ask for a signature of a key of the account, or of any key."""
    known = repository.passkeys(uow.session, account_id) if account_id is not None else []
    options = webauthn.generate_authentication_options(
        rp_id=party(ports),
        allow_credentials=[descriptor(passkey) for passkey in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Challenge(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))


def sign_in(uow: UnitOfWork, ports: Inside, challenge: str, credential: str, device: Device) -> Opened | Refusal:
    """A key that verified its person is both factors at once."""
    passkey = verified(uow, ports, challenge, credential)
    if passkey is None:
        return REFUSED
    account = repository.by_id(uow.session, passkey.account_id)
    waiting = sessions.invite_in(uow, ports, account, device)
    row = sessions.waiting(uow, ports, waiting, Awaits.ENTRY)
    return sessions.complete(uow, ports, row) if row else EXPIRED


def prove(uow: UnitOfWork, ports: Inside, ticket: str, challenge: str, credential: str) -> Opened | Refusal:
    """The second step of a sign-in, by a key of the same account: nobody guesses what it signs, so nothing locks it."""
    row = sessions.waiting(uow, ports, ticket, Awaits.FACTOR)
    if row is None:
        return EXPIRED
    passkey = verified(uow, ports, challenge, credential)
    if passkey is None or passkey.account_id != row.account_id:
        return REFUSED
    return second_step.finish(uow, ports, row)


def verified(uow: UnitOfWork, ports: Inside, challenge: str, credential: str) -> Passkey | None:
    """The key that signed the challenge for this site, its counter moved on."""
    passkey = repository.passkey(uow.session, _identifier(credential))
    if passkey is None or not spend(uow, ports, challenge):
        return None
    if not repository.by_id(uow.session, passkey.account_id).trusts(passkey.created_at):
        return None
    try:
        checked = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party(ports),
            expected_origin=ports.settings.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    passkey.sign_count, passkey.last_used_at = checked.new_sign_count, ports.clock.now()
    return passkey


def spend(uow: UnitOfWork, ports: Inside, challenge: str) -> bool:
    """Whether a challenge is answered for the first time."""
    return limits.once(uow, ports, Memory.PASSKEY, traces.hash_token(challenge))


def _identifier(credential: str) -> str:
    try:
        found: object = json.loads(credential)
    except ValueError:
        return ""
    return str(found.get("id", "")) if isinstance(found, dict) else ""


def descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    """How a key is named to the browser."""
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id))


def party(ports: Inside) -> str:
    """The site that a key is for."""
    return urlsplit(ports.settings.origin).hostname or ""
