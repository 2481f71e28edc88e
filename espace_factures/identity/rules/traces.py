"""The traces of codes and tokens: what is kept in their place."""

import hashlib
import hmac
from collections.abc import Sequence


def hash_code(keys: Sequence[bytes], ticket: str, code: str) -> list[str]:
    """A code's trace for each key, the present one first: useless without it, and different for each ticket."""
    return [hmac.new(key, f"{ticket}:{code}".encode(), hashlib.sha256).hexdigest() for key in keys]


def trace_of_address(email: str) -> str:
    """What a browser keeps of an address: enough to know it again."""
    return hashlib.sha256(email.encode()).hexdigest()[:32]


def hash_token(token: str) -> str:
    """A session token's trace: the token has 256 random bits, so one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
