"""What one message of a tab may be: short, text, of a page whose address is one of ours, and not too often."""

import json
import time
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final

LONGEST_FRAME: Final = 64 * 1024
LONGEST_ADDRESS: Final = 2 * 1024
ADDRESS_TOLD: Final = 3
"""How many times a page tells its address in each event: whole, its path, its query."""
BINARY: Final = ("45", "46")
"""Events with parts apart, which no page of ours sends: what a part holds would escape the measure."""
MESSAGES_PER_SECOND: Final = 20.0
MESSAGES_BURST: Final = 100.0


@dataclass(slots=True)
class TokenBucket:
    """Lets a burst through, then a steady rate."""

    rate: float = MESSAGES_PER_SECOND
    burst: float = MESSAGES_BURST
    tokens: float = MESSAGES_BURST
    at: float = field(default_factory=time.monotonic)

    def takes_one(self) -> bool:
        """Whether one more message may pass now."""
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


def is_fit(message: MutableMapping[str, Any]) -> bool:
    """Whether a message of a socket is one that a page of ours could send; what a state keeps of it is bounded."""
    text = message.get("text")
    if text is None or text.startswith(BINARY):
        return False
    if len(text) <= LONGEST_ADDRESS:
        return True
    return len(text.encode(errors="replace")) <= LONGEST_FRAME and all(map(_is_short, _places(_body(text))))


def _body(text: str) -> Any:
    """What the frame carries; nothing when it is no JSON, which the framework refuses by itself."""
    starts = [at for at in (text.find("["), text.find("{")) if at >= 0]
    try:
        return json.loads(text[min(starts, default=len(text)) :])
    except (ValueError, RecursionError):
        return None


def _places(body: Any) -> Iterator[Any]:
    """Where each event says that its page is: an event, or the one that opens the connection."""
    for part in body if isinstance(body, list) else [body]:
        yield from _told(part)
        yield from (place for inner in part.values() for place in _told(inner)) if isinstance(part, Mapping) else ()


def _told(part: Any) -> Iterator[Any]:
    """A text may be an event too: the framework reads one that was written twice."""
    if isinstance(part, Mapping):
        yield part.get("router_data")
    elif isinstance(part, str):
        yield part


def _is_short(place: Any) -> bool:
    if not isinstance(place, Mapping):
        return place is None or (isinstance(place, str) and len(place) <= LONGEST_ADDRESS)
    whole = str(place.get("asPath", ""))
    return len(whole) <= LONGEST_ADDRESS and len(json.dumps(place)) <= ADDRESS_TOLD * LONGEST_ADDRESS
