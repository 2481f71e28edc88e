"""The door answers by itself a page that asks whether the line lives; the framework never hears of it."""

from typing import Any

from espace_factures.web.frames import MESSAGES_BURST
from espace_factures.web.socket_door import ANSWER, BEAT, POLICY_VIOLATION, SocketDoor
from tests.loops import finished

SCOPE: dict[str, Any] = {
    "type": "websocket",
    "client": ("192.0.2.1", 1),
    "headers": [],
    "query_string": b"EIO=4&transport=websocket",
}


def spoken(*said: str) -> tuple[list[str], list[dict[str, Any]]]:
    """What the framework heard, and what the page was told, when it said this and left."""
    coming = [*({"type": "websocket.receive", "text": one} for one in said), {"type": "websocket.disconnect"}]
    heard: list[str] = []
    told: list[dict[str, Any]] = []

    async def receive() -> Any:
        return coming.pop(0)

    async def send(message: Any) -> None:
        told.append(message)

    async def framework(_scope: Any, hear: Any, _send: Any) -> None:
        while (message := await hear())["type"] == "websocket.receive":
            heard.append(message["text"])

    finished(SocketDoor(framework)(dict(SCOPE), receive, send))
    return heard, told


def test_a_beat_is_answered_at_the_door() -> None:
    heard, told = spoken(BEAT, '42["event"]', BEAT, "3")
    assert heard == ['42["event"]', "3"]
    assert told == [{"type": "websocket.send", "text": ANSWER}] * 2


def test_beats_are_measured_like_all_the_rest() -> None:
    _, told = spoken(*[BEAT] * (int(MESSAGES_BURST) + 10))
    assert told[-1] == {"type": "websocket.close", "code": POLICY_VIOLATION}
