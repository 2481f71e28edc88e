"""The files that a received mail brings, found within bounds: a mail is written by anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

MOST_FILES: Final = 20
MOST_BOUNDARIES: Final = 400
"""Lines that could part a mail; one of twenty files has some fifty."""
MOST_SHORT_LINES: Final = 20_000
USUAL_LINE: Final = 40
DEEPEST: Final = 6
SMALL_PICTURE: Final = 20 * 1024
"""A picture drawn in the text and smaller is a logo or a signature."""
LONGEST_NAME: Final = 120

SIGNATURES: Final = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
    }
)
BROKEN: Final = (LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What Python's parser of headers raises on some that nobody writes in good faith."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file as its sender named it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files to read, and how many more were left out."""

    files: tuple[MailFile, ...]
    left_out: int = 0


def is_bearable(content: bytes) -> bool:
    """Whether opening it takes memory in proportion to its size: parts and lines are counted before they are made."""
    parts = content.count(b"\n--") + content.count(b"\r--")
    lines = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    return parts <= MOST_BOUNDARIES and lines <= MOST_SHORT_LINES + len(content) // USUAL_LINE


def unpacked(content: bytes) -> Unpacked:
    """Open a bearable mail; raises ValueError for one that nobody can read."""
    try:
        parts = list(_files(message_from_bytes(content, policy=policy.default)))
        files = tuple(MailFile(_name(part), _bytes(part)) for part in parts[:MOST_FILES])
    except BROKEN as error:
        raise ValueError("this mail cannot be read") from error
    return Unpacked(files, max(0, len(parts) - MOST_FILES))


def _files(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Each part that is a file, in the order of the mail; a mail within a mail is opened too."""
    waiting = [(mail, 0)]
    while waiting:
        part, depth = waiting.pop()
        if part.is_multipart():
            inner = [one for one in part.get_payload() if isinstance(one, EmailMessage)] if depth < DEEPEST else []
            waiting += [(one, depth + 1) for one in reversed(inner)]
        elif _is_file(part):
            yield part


def _is_file(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    if kind in SIGNATURES or kind.startswith("multipart/"):
        return False
    is_attached = part.get_content_disposition() == "attachment"
    if kind.startswith("image/") and not is_attached:
        return len(_bytes(part)) >= SMALL_PICTURE
    return is_attached or bool(part.get_filename()) or not kind.startswith("text/")


def _name(part: EmailMessage) -> str:
    given = "".join(letter if letter.isprintable() else " " for letter in str(part.get_filename() or ""))
    return " ".join(given.split())[:LONGEST_NAME] or "document"


def _bytes(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
