"""What is handed to the browser and must come back unread or unchanged: signed for a while, or encrypted at rest.

Several keys make a rotation: the first signs, encrypts and hashes; each of them verifies and decrypts.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from espace_factures.core.ports import Keys


class Use(StrEnum):
    """What is encrypted, or traced: a key for each, so that nothing made for one place can be put in another."""

    TOTP = "totp"
    IBAN = "iban"
    BIRTH_DATE = "birth-date"
    TYPED = "typed"
    KEPT = "kept"
    PASSWORD = "password"  # noqa: S105 - a use


def seal(keys: Keys, purpose: str, values: dict[str, Any], now: datetime, lifetime: timedelta) -> str:
    """A signed token of the values, for one purpose and a while; readable by its bearer."""
    claims = values | {"aud": purpose, "exp": int((now + lifetime).timestamp())}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(_derived(keys[0], "seal")))


def unseal(keys: Keys, purpose: str, token: str, now: datetime) -> dict[str, Any] | None:
    """The values of a token sealed for this purpose, still valid; None otherwise."""
    claims = next(filter(None, (_claims(key, token) for key in keys)), {})
    is_ours = claims.get("aud") == purpose and int(claims.get("exp", 0)) > now.timestamp()
    return claims if is_ours else None


def encrypt(keys: Keys, use: Use, text: str) -> str:
    """The text as it may rest in the database."""
    return _fernet(keys, use).encrypt(text.encode()).decode()


def decrypt(keys: Keys, use: Use, text: str) -> str:
    """The text again; raises when the key, or the use, is another."""
    return _fernet(keys, use).decrypt(text.encode()).decode()


def traces(keys: Keys, use: Use, text: str) -> list[str]:
    """What finds an encrypted text again without reading it, for each key; the first is the one to keep."""
    return [hmac.new(_derived(key, f"trace:{use}"), text.encode(), hashlib.sha256).hexdigest() for key in keys]


@lru_cache(maxsize=64)
def _fernet(keys: Keys, use: Use) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, f"encrypt:{use}"))) for key in keys])


def _claims(key: bytes, token: str) -> dict[str, Any] | None:
    try:
        return jwt.decode(token, OctKey.import_key(_derived(key, "seal")), algorithms=["HS256"]).claims
    except (JoseError, ValueError, TypeError):
        # TypeError: joserfc reads some headers, such as {"crit": 1}, before it knows their types.
        return None


def _derived(key: bytes, use: str) -> bytes:
    """A key for each use, so that none serves two."""
    return hmac.new(key, use.encode(), hashlib.sha256).digest()
