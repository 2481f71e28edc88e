"""Passwords at rest: argon2id with OWASP's parameters."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from espace_factures.identity.models import Account

# OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1.
HASHER: Final = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
NOBODY: Final = HASHER.hash("the password of nobody: hashing it takes as long as anybody's")


def personal_words(account: Account) -> tuple[str, ...]:
    """What a password of this account must not contain."""
    return account.first_name, account.last_name, account.email.split("@", 1)[0]


def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return HASHER.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one hashed; as slow when there is no account."""
    try:
        HASHER.verify(password_hash or NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the parameters changed since the hash was made."""
    return HASHER.check_needs_rehash(password_hash)
