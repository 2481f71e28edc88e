"""How many rows an export takes, in which sheets, and how long it is kept."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

AT_ONCE: Final = 5_000
"""Rows that a page waits for; past them a job makes the file."""
MOST: Final = 100_000
CHUNK: Final = 2_000
"""Rows in memory at once."""
KEPT: Final = timedelta(days=7)


class Sheet(StrEnum):
    """What a spreadsheet opens."""

    CSV = "csv"
    XLSX = "xlsx"


MEDIA: Final = {
    Sheet.CSV: "text/csv; charset=utf-8",
    Sheet.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LABELS: Final = {Sheet.CSV: "CSV", Sheet.XLSX: "Excel (XLSX)"}
