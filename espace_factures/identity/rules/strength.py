"""What makes a password acceptable, said as rules that tick while one types; zxcvbn estimates its strength."""

from dataclasses import dataclass
from typing import Final

import anyio.to_thread
from anyio import CapacityLimiter
from zxcvbn import zxcvbn

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 200
ESTIMATED_LENGTH: Final = 20
"""zxcvbn takes a time that explodes with the length: what follows these characters adds to the strength anyway."""
SAFE_SCORE: Final = 3
SHORTEST_PERSONAL_WORD: Final = 4
FEW_LETTERS: Final = 4

TOO_SHORT: Final = f"Écrivez au moins {MIN_LENGTH} caractères : une phrase de quatre mots convient."
TOO_LONG: Final = f"Écrivez au plus {MAX_LENGTH} caractères."
TOO_COMMON: Final = "Ce mot de passe est trop courant : choisissez des mots que personne n’associerait."
TOO_PERSONAL: Final = "Choisissez un mot de passe qui ne contient ni votre nom ni votre courriel."

# What people of here would try first, beside the lists that zxcvbn knows.
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


LIMITER: Final[dict[int, CapacityLimiter]] = {}
"""Made at first use, inside the event loop that it belongs to."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule, and whether the password keeps it."""

    words: str
    is_kept: bool


def claims(password: str, personal: tuple[str, ...] = ()) -> list[Claim]:
    """The rules, in the order they are shown."""
    is_rare = bool(password) and not _is_common(password, personal)
    return [
        Claim(f"{MIN_LENGTH} caractères au moins", MIN_LENGTH <= len(password) <= MAX_LENGTH),
        Claim("Pas un mot de passe trop simple (123456, azerty…)", is_rare),
        Claim("Ni votre nom ni votre courriel", bool(password) and not _is_personal(password, personal)),
    ]


async def weighed(password: str, personal: tuple[str, ...] = ()) -> list[Claim]:
    """The same off the event loop, two at a time at most: anybody may ask."""
    text = password[: MAX_LENGTH + 1]
    return await anyio.to_thread.run_sync(claims, text, personal, limiter=LIMITER.setdefault(0, CapacityLimiter(2)))


def password_fault(password: str, personal: tuple[str, ...] = ()) -> str | None:
    """What to change in the password, as a French sentence; None when it is good."""
    if len(password) < MIN_LENGTH:
        return TOO_SHORT
    if len(password) > MAX_LENGTH:
        return TOO_LONG
    if _is_personal(password, personal):
        return TOO_PERSONAL
    return TOO_COMMON if _is_common(password, personal) else None


def _is_common(password: str, personal: tuple[str, ...]) -> bool:
    if len(set(password)) <= FEW_LETTERS or _is_mostly_common(password):
        return True
    return zxcvbn(password[:ESTIMATED_LENGTH], user_inputs=[*COMMON_WORDS, *personal])["score"] < SAFE_SCORE


def _is_mostly_common(password: str) -> bool:
    folded = rest = "".join(letter for letter in password.lower() if letter.isalnum())
    for word in COMMON_WORDS:
        rest = rest.replace(word, "")
    return len("".join(letter for letter in rest if letter.isalpha())) < FEW_LETTERS and rest != folded


def _is_personal(password: str, personal: tuple[str, ...]) -> bool:
    words = (word.lower() for word in personal if len(word) >= SHORTEST_PERSONAL_WORD)
    return any(word in password.lower() for word in words)
