"""Names of files that any system can write."""

import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST_NAME: Final = 100
ALLOWED: Final = frozenset(" .-_()'’&,+")


def unique_names(names: Iterable[str]) -> list[str]:
    """Names that any system can write, none of them twice, capital letters or not."""
    taken: set[str] = set()
    found: list[str] = []
    for name in map(_clean, names):
        stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
        given, rank = name, 1
        while given.casefold() in taken:
            rank += 1
            given = f"{stem} ({rank}){dot}{suffix}"
        taken.add(given.casefold())
        found.append(given)
    return found


def _clean(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(letter if letter.isalnum() or letter in ALLOWED else "_" for letter in composed)
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}{dot}{suffix}"[:LONGEST_NAME].strip(" .") or "document"
