"""Where a page of rows begins, and how an address carries it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from espace_factures.core.calendar import LAST_YEAR
from espace_factures.core.typed import identifier

LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Strictly after, or before, the row of this sort value and id."""

    value: str
    row_id: int
    is_before: bool = False

    def __str__(self) -> str:
        """As it stands in an address: « apres_2026-11-18T01:00:00+00:00_42 »."""
        return f"{'avant' if self.is_before else 'apres'}_{self.value}_{self.row_id}"


def parse_cursor(text: str) -> Cursor | None:
    """A cursor as an address carries it; None when it says nothing sensible."""
    side, _, rest = text.partition("_")
    value, _, row_id = rest.rpartition("_")
    if side not in {"apres", "avant"} or not value or not identifier(row_id):
        return None
    return Cursor(value, identifier(row_id), is_before=side == "avant")


def moment_of(value: str) -> datetime:
    """The instant of a place; one long ago for what is none."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return LONG_AGO
    return instant if instant.tzinfo and LONG_AGO.year <= instant.year <= LAST_YEAR else LONG_AGO
