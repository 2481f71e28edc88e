"""What a mail brings: named when it is written, made when it leaves, by the feature that knows how."""

from collections.abc import Awaitable, Callable

from espace_factures.core.ports import Attachment

Make = Callable[[str], Awaitable[Attachment | None]]
_makers: dict[str, Make] = {}


def register(kind: str, make: Make) -> None:
    """Say who makes what is named « kind/subject »."""
    _makers[kind] = make


async def made(name: str) -> tuple[Attachment, ...]:
    """What is named so; nothing for an empty name, or for what is no more."""
    if not name:
        return ()
    kind, subject = name.split("/", 1)
    found = await _makers[kind](subject)
    return (found,) if found else ()
