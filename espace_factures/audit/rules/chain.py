"""How each entry of the log holds the one before it: a change anywhere shows in every seal that follows."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

GENESIS: Final = "0" * 64
"""What the first seal follows."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal: its place, from 1, and its hash; nothing is sealed at 0."""

    position: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Content:
    """All that an entry says."""

    id: int
    at: datetime
    account_id: int | None
    action: str
    subject: str
    details: dict[str, Any]
    address: str

    def canonical(self) -> bytes:
        """The same bytes for the same entry, on any machine, whatever order its details were written in."""
        said = [self.id, self.at.astimezone(UTC).isoformat(), self.account_id, self.action, self.subject]
        kept = [*said, self.details, self.address]
        return json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def following(head: Head, content: Content) -> Head:
    """The seal of the entry that comes next."""
    position = head.position + 1
    sealed = hashlib.sha256(f"{head.hash}\n{position}\n".encode() + content.canonical())
    return Head(position, sealed.hexdigest())
