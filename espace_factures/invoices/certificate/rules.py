"""The code of a certificate, and the digest of a file, as people type them."""

import hashlib
import re
from typing import Final

LENGTH: Final = 12
"""Hexadecimal digits: 48 bits, of which the limit on tries lets nobody see a part."""
LONGEST: Final = 60
"""What a field of the page takes, whatever was put around."""
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
GROUP: Final = 4


def code_from(token: str) -> str:
    """The code of a new certificate, from an unpredictable token: 3F9A01BC77D2."""
    return hashlib.sha256(token.encode()).hexdigest()[:LENGTH].upper()


def display(code: str) -> str:
    """3F9A01BC77D2 → 3F9A-01BC-77D2."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed_code(text: str) -> str:
    """What was typed, without what people put between groups; O is read as 0, which no code confuses with it."""
    return re.sub(r"[^0-9A-Z]", "", text.upper()).replace("O", "0")


def typed_digest(text: str) -> str:
    """A SHA-256 in hexadecimal, in lower case; empty for anything else."""
    bare = "".join(text.split()).lower()
    return bare if DIGEST.fullmatch(bare) else ""
