"""What is handed to the browser and must come back unread or unchanged: signed for a while, or encrypted at rest."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey


def seal(key: bytes, purpose: str, values: dict[str, Any], now: datetime, lifetime: timedelta) -> str:
    """A signed token of the values, for one purpose and a while; readable by its bearer."""
    claims = values | {"aud": purpose, "exp": int((now + lifetime).timestamp())}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(_derived(key, "seal")))


def unseal(key: bytes, purpose: str, token: str, now: datetime) -> dict[str, Any] | None:
    """The values of a token sealed for this purpose, still valid; None otherwise."""
    try:
        claims = jwt.decode(token, OctKey.import_key(_derived(key, "seal")), algorithms=["HS256"]).claims
    except (JoseError, ValueError, TypeError):
        # TypeError: joserfc reads some headers, such as {"crit": 1}, before it knows their types.
        return None
    is_ours = claims.get("aud") == purpose and int(claims.get("exp", 0)) > now.timestamp()
    return claims if is_ours else None


def encrypt(key: bytes, text: str) -> str:
    """The text as it may rest in the database."""
    return _fernet(key).encrypt(text.encode()).decode()


def decrypt(key: bytes, text: str) -> str:
    """The text again; raises when the key is another."""
    return _fernet(key).decrypt(text.encode()).decode()


def _fernet(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(key, "encrypt")))


def _derived(key: bytes, use: str) -> bytes:
    """A key for each use, so that none serves two."""
    return hmac.new(key, use.encode(), hashlib.sha256).digest()
