"""How a page begins never changes, its stylesheet included: it is compressed once, and what follows at each visit."""

import zlib
from dataclasses import dataclass
from typing import Any, Final

LEVEL: Final = 7
GZIP: Final = 31
"""The window of zlib, in a gzip envelope."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a page, as it is and compressed; the compressor goes on from there."""

    html: bytes
    packed: bytes
    packer: Any

    def whole(self, rest: bytes) -> bytes:
        """The page."""
        return self.html + rest

    def packed_whole(self, rest: bytes) -> bytes:
        """The page, for a browser that takes gzip."""
        packer = self.packer.copy()
        return self.packed + packer.compress(rest) + packer.flush()


def opening(html: str) -> Opening:
    """Of the pages that begin so."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    beginning = html.encode()
    return Opening(beginning, packer.compress(beginning), packer)
