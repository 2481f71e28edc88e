"""What makes a code, a session and an age acceptable; pure decisions, time given."""

import hashlib
import hmac
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

CODE_LIFETIME: Final = timedelta(minutes=10)
CODE_TRIES: Final = 5
CODE_LENGTH: Final = 4
RESEND_AFTER: Final = timedelta(seconds=30)
ADULT_AGE: Final = 18
OLDEST_YEAR: Final = 1900


class Purpose(StrEnum):
    """What a code opens; a decoy opens nothing."""

    ACTIVATION = "activation"
    RECOVERY = "recovery"
    EMAIL = "email"
    MOBILE = "mobile"
    IDENTITY = "identity"
    DECOY = "decoy"


class Awaits(StrEnum):
    """What an opened session still waits for before it is one."""

    NOTHING = ""
    ENTRY = "entry"
    FACTOR = "factor"


WAITING: Final = {Awaits.ENTRY: timedelta(minutes=2), Awaits.FACTOR: timedelta(minutes=10)}


class Contact(StrEnum):
    """Where a person wants to be reached."""

    EMAIL = "email"
    SMS = "sms"


def is_adult(birth_date: date, today: date) -> bool:
    """Whether the person is at least 18 today."""
    years = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    return years >= ADULT_AGE


def hash_code(key: bytes, ticket: str, code: str) -> str:
    """A code's trace: useless without the key, and different for each ticket."""
    return hmac.new(key, f"{ticket}:{code}".encode(), hashlib.sha256).hexdigest()


def hash_token(token: str) -> str:
    """A session token's trace: the token has 256 random bits, so one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def looks_like_code(typed: str) -> bool:
    """Whether four digits were typed: anything else is no try."""
    return len(typed) == CODE_LENGTH and typed.isascii() and typed.isdigit()


def is_code_live(expires_at: datetime, closed_at: datetime | None, tries: int, now: datetime) -> bool:
    """Whether a code may still be tried."""
    return closed_at is None and now < expires_at and tries < CODE_TRIES
