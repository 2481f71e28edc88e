"""Passwords at rest: argon2id with OWASP's parameters."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from espace_factures.core import typed
from espace_factures.identity.models import Account

# OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1.
HASHER: Final = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
NOBODY: Final = HASHER.hash("the password of nobody: hashing it takes as long as anybody's")


def personal_words(account: Account) -> tuple[str, ...]:
    """What a password of this account must not contain."""
    return account.first_name, account.last_name, account.email.split("@", 1)[0]


def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return HASHER.hash(typed.secret(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one hashed, whichever way its letters are composed; as slow when there is no account.

    A hash made before letters were composed is tried with what the keyboard sent.
    """
    ways = dict.fromkeys((typed.secret(password), typed.storable(password)))
    return any(_is_hash_of(password_hash or NOBODY, way) for way in ways) and password_hash is not None


def _is_hash_of(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the parameters changed since the hash was made."""
    return HASHER.check_needs_rehash(password_hash)
