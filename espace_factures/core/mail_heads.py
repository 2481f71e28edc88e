"""What the head of a received mail says: who wrote it, whether a machine did, and whether the relay vouches for it."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import Final

LONGEST_HEAD: Final = 128 * 1024
LONGEST_LINE: Final = 2000
MOST_HOPS: Final = 50
"""A mail that passed by more relays goes round and round."""

COMMENT: Final = re.compile(r"\([^()]*\)")
DMARC: Final = re.compile(r"\bdmarc\s*=\s*pass\b", re.IGNORECASE)
HEADER_FROM: Final = re.compile(r"\bheader\.from\s*=\s*\"?([\w.-]+)", re.IGNORECASE)
BY_MACHINES: Final = frozenset({"bulk", "list", "junk", "auto_reply"})
NOBODY: Final = frozenset({"", "<>"})


@dataclass(frozen=True, slots=True)
class Head:
    """The one address that wrote it, as it stands; its identifier; whether an answer could begin a loop."""

    sender: str
    message_id: str
    is_automatic: bool
    is_vouched: bool


def head_of(content: bytes, envelope_sender: str, relay: str) -> Head:
    """Read the head alone; `relay` is who says whether the sender is true, empty for nobody. Raises ValueError."""
    top = _top(content)
    if len(top) > LONGEST_HEAD:
        raise ValueError("the head is too long")
    parsed = BytesHeaderParser().parsebytes(top)
    if len(parsed.get_all("Received", [])) > MOST_HOPS:
        raise ValueError("it goes round and round")
    sender = _sender(parsed)
    return Head(
        sender=sender,
        message_id=_line(parsed, "Message-ID"),
        is_automatic=envelope_sender in NOBODY or _is_by_a_machine(parsed),
        is_vouched=not relay or _is_vouched(parsed, relay, sender),
    )


def _top(content: bytes) -> bytes:
    ends = [place for mark in (b"\r\n\r\n", b"\n\n") if (place := content.find(mark)) >= 0]
    return content[: min(ends, default=len(content))] + b"\r\n\r\n"


def _sender(parsed: Message) -> str:
    """The only address of the only From; two readers must not see two people."""
    lines = [str(line) for line in parsed.get_all("From", [])]
    found = [address for _, address in getaddresses(lines)] if sum(map(len, lines)) <= LONGEST_LINE else []
    if len(lines) != 1 or len(found) != 1 or found[0].count("@") != 1 or not found[0].isprintable():
        raise ValueError("it does not say who wrote it")
    return found[0]


def _is_by_a_machine(parsed: Message) -> bool:
    submitted = _line(parsed, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = _line(parsed, "Precedence").strip().lower()
    return submitted not in {"", "no"} or precedence in BY_MACHINES or "List-Id" in parsed


def _is_vouched(parsed: Message, relay: str, sender: str) -> bool:
    """By the relay's own line, the topmost under its name: those below came with the mail."""
    for line in parsed.get_all("Authentication-Results", []):
        words = COMMENT.sub(" ", str(line)[:LONGEST_LINE])
        name, _, results = words.partition(";")
        if name.strip().split(" ")[0].lower() == relay.lower():
            return any(_says(result, sender) for result in results.split(";"))
    return False


def _says(result: str, sender: str) -> bool:
    domain = HEADER_FROM.search(result)
    is_same = domain is None or domain[1].lower() == sender.rpartition("@")[2].lower()
    return result.strip().lower().startswith("dmarc") and DMARC.search(result) is not None and is_same


def _line(parsed: Message, name: str) -> str:
    return " ".join(str(parsed.get(name, ""))[:LONGEST_LINE].split())
