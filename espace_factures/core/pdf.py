"""Where a PDF begins: what a printer, a server or somebody else wrote before it is no part of it."""

import re
from typing import Final

HEADER: Final = re.compile(rb"%PDF-[12]\.\d")
HEADER_REACH: Final = 1024
"""A PDF's header may follow a preamble of up to 1024 bytes (PDF Reference 1.7, implementation note 13)."""


def has_header(content: bytes) -> bool:
    """Whether the content may be a PDF."""
    return HEADER.search(content, 0, HEADER_REACH) is not None


def from_header(content: bytes) -> bytes:
    """The PDF without what precedes its header, which is its first byte from then on."""
    header = HEADER.search(content, 0, HEADER_REACH)
    return content[header.start() :] if header else content
