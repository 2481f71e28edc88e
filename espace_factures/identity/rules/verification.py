"""What makes a code acceptable: what it opens, how long it lives, how often it is tried; time is given."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from espace_factures.core.typed import code

CODE_LIFETIME: Final = timedelta(minutes=10)
CODE_TRIES: Final = 5
CODE_LENGTH: Final = 4
RESEND_AFTER: Final = timedelta(seconds=30)


class Purpose(StrEnum):
    """What a code opens."""

    ACTIVATION = "activation"
    RECOVERY = "recovery"
    EMAIL = "email"
    MOBILE = "mobile"
    IDENTITY = "identity"


def code_in(typed: str) -> str:
    """The code in what was typed or pasted, or what was typed when it holds none."""
    return code(typed, CODE_LENGTH)


def looks_like_code(typed: str) -> bool:
    """Whether four digits were typed: anything else is no try."""
    return len(typed) == CODE_LENGTH and typed.isascii() and typed.isdigit()


def is_code_live(expires_at: datetime, closed_at: datetime | None, tries: int, now: datetime) -> bool:
    """Whether a code may still be tried."""
    return closed_at is None and now < expires_at and tries < CODE_TRIES
