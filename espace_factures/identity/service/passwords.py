"""Passwords at rest: argon2id with OWASP's parameters, and one salt for each name that people sign in by."""

import base64
from collections.abc import Sequence
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from espace_factures.app import sealed
from espace_factures.app.sealed import Use
from espace_factures.core import typed
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account

# OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1.
HASHER: Final = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
SALT_LENGTH: Final = 16


def personal_words(account: Account) -> tuple[str, ...]:
    """What a password of this account must not contain."""
    return account.first_name, account.last_name, account.email.split("@", 1)[0]


def salt_of(ports: Inside, email: str) -> bytes:
    """The salt of those who go by an address, one for all: one computation weighs a password against each of them."""
    return bytes.fromhex(sealed.traces(ports.settings.keys, Use.PASSWORD, email)[0])[:SALT_LENGTH]


def hash_password(password: str, salt: bytes | None = None) -> str:
    """The argon2id hash to keep; its salt is one of chance unless told."""
    return HASHER.hash(typed.secret(password), salt=salt)


def whose(accounts: Sequence[Account], password: str, salt: bytes) -> Account | None:
    """The first account whose password it is; as slow for none or several as for one.

    Only a hash whose salt is another, made before its person changed address, is weighed apart.
    """
    apart = {account.id for account in accounts if is_outdated(account.password_hash, salt)}
    is_needed = not accounts or len(apart) < len(accounts)
    made = {HASHER.hash(way, salt=salt) for way in _ways(password)} if is_needed else set()
    for account in accounts:
        if is_right(account.password_hash, password) if account.id in apart else account.password_hash in made:
            return account
    return None


def is_right(password_hash: str, password: str) -> bool:
    """Whether the password is the one hashed, whichever way its letters are composed."""
    return any(_is_hash_of(password_hash, way) for way in _ways(password))


def is_outdated(password_hash: str, salt: bytes) -> bool:
    """Whether the parameters changed since the hash was made, or the address whose salt it has."""
    letters = base64.b64encode(salt).decode().rstrip("=")
    return f"${letters}$" not in password_hash or HASHER.check_needs_rehash(password_hash)


def _ways(password: str) -> list[str]:
    """A hash made before letters were composed is tried with what the keyboard sent."""
    return list(dict.fromkeys((typed.secret(password), typed.storable(password))))


def _is_hash_of(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
