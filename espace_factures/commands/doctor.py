"""`doctor` says in French what is missing or unsafe; it changes nothing, and prints no traceback and no secret."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from espace_factures.commands.running import parsed
from espace_factures.settings import settings
from espace_factures.terminal import say

if TYPE_CHECKING:
    from espace_factures.oversight.rules.checkup import Finding

VERDICTS: Final = {0: "Rien ne manque.", 1: "Le portail n’est pas en état : corrigez les lignes « manque »."}


def doctor(*words: str) -> int:
    """1 when something is missing or unsafe."""
    from espace_factures.commands import examinations
    from espace_factures.oversight.rules.checkup import Grade

    parsed("doctor", words)
    if not _are_readable():
        return 1
    worst = 0
    for title, examine in examinations.EVERY:
        found = list(_looked_at(examine))
        _print(title, found)
        worst = max(worst, int(any(one.grade is Grade.BAD for one in found)))
        if any(one.grade is Grade.BAD for one in found) and title in examinations.ALONE:
            break
    say(VERDICTS[worst])
    return worst


def _are_readable() -> bool:
    """Whether the settings are safe enough to be read; otherwise each fault is said."""
    try:
        settings()
    except SystemExit as refusal:
        say(str(refusal))
        return False
    return True


def _looked_at(examine: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What an examination finds; one that could not be made is a finding, by the kind of its fault alone."""
    from espace_factures.oversight.rules.checkup import bad

    try:
        yield from examine()
    except Exception as error:
        yield bad(f"Cet examen n’a pas pu se faire ({type(error).__name__}).")


def _print(title: str, found: Iterable[Finding]) -> None:
    say(title)
    for one in found:
        say(f"  [{one.grade}] {one.sentence}")
