"""Who may leave, who takes over, and what a search among agents finds."""

import unicodedata
from typing import Final

from espace_factures.core.errors import Refusal

NOBODY: Final = "personne"
"""The administrator knows that nobody takes over: the direction is an alert on the board."""
LAST_ADMINISTRATOR: Final = Refusal(
    "last-administrator",
    "C’est le seul administrateur : donnez d’abord ce rôle à une autre personne.",
)
IS_SUSPENDED: Final = Refusal("agent-suspended", "Cet agent est suspendu : réactivez-le d’abord.")
NOT_SUSPENDED: Final = Refusal("agent-not-suspended", "Cet agent n’est pas suspendu.")


def is_found(words: str, *texts: str) -> bool:
    """Whether each word is somewhere in the texts, whatever its accents and capitals."""
    there = _bare(" ".join(texts))
    return all(word in there for word in _bare(words).split())


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
