"""Stand-ins for what a test must hold in its hand: time, and the ways out for mail and SMS."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from espace_factures.core.ports import MailMessage, TextMessage


@dataclass(slots=True)
class MovableClock:
    """A clock that moves when told."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant

    def advance(self, **duration: float) -> None:
        """Move forward: advance(minutes=10)."""
        self.instant += timedelta(**duration)


@dataclass(slots=True)
class KeptMail:
    """Keeps what leaves; real SMTP has tests of its own."""

    sent: list[MailMessage] = field(default_factory=list)

    async def send(self, message: MailMessage) -> None:
        """Keep the mail."""
        self.sent.append(message)


@dataclass(slots=True)
class KeptTexts:
    """Keeps what leaves; the real gateway has tests of its own."""

    sent: list[TextMessage] = field(default_factory=list)

    async def send(self, message: TextMessage) -> None:
        """Keep the SMS."""
        self.sent.append(message)
