"""The machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """Time as it is."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)
