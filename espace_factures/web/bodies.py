"""A body that comes too slowly is cut: a small one is read whole before anything else happens, a file keeps a pace."""

import asyncio
import time
from typing import Final

from starlette.responses import PlainTextResponse, Response

from espace_factures.web.socket_door import Message, Receive

WHOLE_SECONDS: Final = 10.0
"""For the fields of a form, 64 kB at most."""
PATIENCE_SECONDS: Final = 20.0
BYTES_PER_SECOND: Final = 8 * 1024
"""What a file must average past the patience: a sixth of a poor mobile line."""
SLOW: Final = "L’envoi était trop lent et a été interrompu. Vérifiez votre connexion, puis recommencez."


def too_slow() -> Response:
    """What whoever sends too slowly is told."""
    return PlainTextResponse(SLOW, status_code=408, headers={"Connection": "close"})


async def whole(receive: Receive) -> Receive | None:
    """The same body, already here; None when it did not come in time."""
    messages: list[Message] = []
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            while not messages or _goes_on(messages[-1]):
                messages.append(await receive())
    except TimeoutError:
        return None
    kept = iter(messages)

    async def again() -> Message:
        return next(kept, None) or await receive()

    return again


def paced(receive: Receive) -> Receive:
    """The same body, as long as it keeps its pace; then it is as if its sender had left."""
    began, received, is_whole = time.monotonic(), 0, False

    async def next_part() -> Message:
        nonlocal received, is_whole
        if is_whole:
            return await receive()
        left = began + PATIENCE_SECONDS + received / BYTES_PER_SECOND - time.monotonic()
        try:
            message = await asyncio.wait_for(receive(), max(left, 0))
        except TimeoutError:
            return {"type": "http.disconnect"}
        received += len(message.get("body", b""))
        is_whole = not _goes_on(message)
        return message

    return next_part


def _goes_on(message: Message) -> bool:
    return message["type"] == "http.request" and bool(message.get("more_body"))
