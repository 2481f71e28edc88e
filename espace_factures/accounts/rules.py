"""What makes a password, a code and an age acceptable; pure decisions, time given."""

import hashlib
import hmac
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

CODE_LIFETIME: Final = timedelta(minutes=10)
CODE_TRIES: Final = 5
RESEND_AFTER: Final = timedelta(seconds=30)
PASSWORD_MIN_LENGTH: Final = 12
PASSWORD_MAX_LENGTH: Final = 200
ADULT_AGE: Final = 18
OLDEST_YEAR: Final = 1900
SHORTEST_PERSONAL_WORD: Final = 4
FEW_LETTERS: Final = 4

COMMON_WORDS: Final = (
    "motdepasse",
    "password",
    "azerty",
    "qwerty",
    "123456",
    "bonjour",
    "nouvellecaledonie",
    "provincesud",
    "espacefactures",
    "noumea",
)


class Purpose(StrEnum):
    """What a code opens."""

    ACTIVATION = "activation"
    DECOY = "decoy"


class Contact(StrEnum):
    """Where a person wants to be reached."""

    EMAIL = "email"
    SMS = "sms"


def password_fault(password: str, personal: tuple[str, ...] = ()) -> str | None:
    """What to change in the password, as a French sentence; None when it is good."""
    folded = "".join(letter for letter in password.lower() if letter.isalnum())
    if len(password) < PASSWORD_MIN_LENGTH:
        return f"Écrivez au moins {PASSWORD_MIN_LENGTH} caractères : une phrase de quatre mots convient."
    if len(password) > PASSWORD_MAX_LENGTH:
        return f"Écrivez au plus {PASSWORD_MAX_LENGTH} caractères."
    if len(set(password)) <= FEW_LETTERS or _is_mostly_common(folded):
        return "Ce mot de passe est trop courant : choisissez des mots que personne n’associerait."
    words = (word.lower() for word in personal if len(word) >= SHORTEST_PERSONAL_WORD)
    if any(word in password.lower() for word in words):
        return "Choisissez un mot de passe qui ne contient ni votre nom ni votre courriel."
    return None


def _is_mostly_common(folded: str) -> bool:
    rest = folded
    for word in COMMON_WORDS:
        rest = rest.replace(word, "")
    return len("".join(letter for letter in rest if letter.isalpha())) < FEW_LETTERS and rest != folded


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


def is_code_live(expires_at: datetime, closed_at: datetime | None, tries: int, now: datetime) -> bool:
    """Whether a code may still be tried."""
    return closed_at is None and now < expires_at and tries < CODE_TRIES
