"""A ZIP that is handed over piece by piece: no more than one file of it is ever held."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

SQUEEZED: Final = (".txt", ".csv", ".json")
"""What grows smaller: a PDF or a picture is squeezed already."""


class Outlet(io.RawIOBase):
    """Where the archive is written; it cannot go back, and what was taken is gone."""

    def __init__(self) -> None:
        self.held, self.left = bytearray(), 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Hold it until it is taken."""
        self.held += data
        self.left += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written."""
        return self.left

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self.held = bytes(self.held), bytearray()
        return taken


@dataclass(slots=True)
class ZipParts:
    """The archive, its files dated from one moment as clocks there say it."""

    at: datetime
    outlet: Outlet = field(default_factory=Outlet)
    archive: ZipFile = field(init=False)

    def __post_init__(self) -> None:
        self.archive = ZipFile(self.outlet, "w")

    def add(self, name: str, content: bytes) -> bytes:
        """One more file; what can leave of the archive."""
        entry = ZipInfo(name, self.at.timetuple()[:6])
        entry.compress_type = ZIP_DEFLATED if name.endswith(SQUEEZED) else ZIP_STORED
        entry.external_attr = 0o644 << 16
        self.archive.writestr(entry, content)
        return self.outlet.take()

    def end(self) -> bytes:
        """What closes it."""
        self.archive.close()
        return self.outlet.take()
