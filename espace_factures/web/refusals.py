"""What somebody known may not do is told to whoever remembers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from espace_factures.core.access import Actor

LONGEST: Final = 120


@dataclass(slots=True)
class Witness:
    """Who remembers a refusal: the audit log, introduced by wiring."""

    note: Callable[[Actor, str], Awaitable[None]] | None = None


witness = Witness()


async def remember(actor: Actor | None, wanted: str) -> None:
    """The actor asked for what their rights do not give; nothing to remember of a stranger."""
    if actor is not None and witness.note is not None:
        await witness.note(actor, wanted[:LONGEST])
