"""The fields of forms that no answer ever shows again: passwords, codes, and what only machines read."""

from collections.abc import Mapping
from typing import Final

SUFFIXES: Final = ("password", "confirmation", "code", "current", "actuel", "proof_typed", "cle", "captcha")
TICKETS: Final = frozenset({"suite", "etape", "demande", "jeton", "fait", "username"})
RECEIVED: Final = "-recu"
"""What a file that was received is called by the page."""


def shown(typed: Mapping[str, object]) -> dict[str, str]:
    """What a person typed that may be put before their eyes again."""
    return {name: text for name, text in typed.items() if isinstance(text, str) and text and is_shown(name)}


def is_shown(name: str) -> bool:
    """Whether a field of this name holds nothing secret."""
    return not (name in TICKETS or name.endswith((*SUFFIXES, RECEIVED)))
