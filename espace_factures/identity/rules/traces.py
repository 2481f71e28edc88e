"""The traces of codes and tokens: what is kept in their place."""

import hashlib
import hmac


def hash_code(key: bytes, ticket: str, code: str) -> str:
    """A code's trace: useless without the key, and different for each ticket."""
    return hmac.new(key, f"{ticket}:{code}".encode(), hashlib.sha256).hexdigest()


def hash_token(token: str) -> str:
    """A session token's trace: the token has 256 random bits, so one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
