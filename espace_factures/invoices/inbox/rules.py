"""What becomes of a file that came by mail, and how long a mail is remembered."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, Self

from espace_factures.core.pdf import from_header


class Became(StrEnum):
    """What a file became."""

    DRAFT = "brouillon"
    DEPOSITED = "depose"
    REFUSED = "refuse"


@dataclass(frozen=True, slots=True)
class Fate:
    """A file by its name: what it became, where that is, or why it was refused."""

    name: str
    became: Became
    link: str = ""
    why: str = ""

    def kept(self) -> dict[str, str]:
        """As the row of its mail holds it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        """The same, read again."""
        return cls(**(dict(kept) | {"became": Became(kept["became"])}))  # type: ignore[arg-type]


REMEMBERED: Final = timedelta(days=30)
"""No relay repeats a mail for longer."""


def digests_of(content: bytes) -> tuple[str, ...]:
    """What a file of these bytes is known by once kept: what precedes a PDF is cut."""
    return tuple({hashlib.sha256(one).hexdigest() for one in (content, from_header(content))})


def key_of(address: str, sender: str, message_id: str, content: bytes) -> str:
    """What a repeat of a mail has in common with it: the head grows at each relay, the body does not."""
    body = content.partition(b"\r\n\r\n")[2]
    parts = (address.lower(), sender, message_id, hashlib.sha256(body).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def storage_key(key: str) -> str:
    """Where a mail waits."""
    return f"mails/{key[:2]}/{key}"
