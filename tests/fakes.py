"""Stand-ins for what a test holds in its hand: time, the ways out for mail and SMS, a reader, a guardian."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from espace_factures.core.documents import Finding, ReadInvoice
from espace_factures.core.ports import CaptchaUnavailableError, DocumentReader, MailMessage, TextMessage


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

    async def greet(self) -> None:
        """Always there."""


@dataclass(slots=True)
class KeptTexts:
    """Keeps what leaves; the real gateway has tests of its own."""

    sent: list[TextMessage] = field(default_factory=list)

    async def send(self, message: TextMessage) -> None:
        """Keep the SMS."""
        self.sent.append(message)


@dataclass(slots=True)
class RememberingReader:
    """A real reader, asked once for the same bytes: most tests drop the same page, and each child takes 0.15 s."""

    reader: DocumentReader
    said: dict[tuple[bytes, str, bool], ReadInvoice] = field(default_factory=dict)

    def warm(self) -> tuple[str, ...]:
        """What the reader lacks."""
        return self.reader.warm()

    def read(self, content: bytes, file_name: str, *, at_length: bool = True) -> ReadInvoice:
        """What the reader said of these bytes; a refusal is asked again."""
        asked = sha256(content).digest(), file_name, at_length
        if asked not in self.said:
            self.said[asked] = self.reader.read(content, file_name, at_length=at_length)
        return self.said[asked]

    def verify(self, content: bytes) -> tuple[Finding, ...]:
        """What the reader says."""
        return self.reader.verify(content)

    def picture(self, content: bytes, page: int) -> bytes:
        """What the reader draws."""
        return self.reader.picture(content, page)


class Guardian:
    """A captcha that takes « juste N » for a proof, or does not answer."""

    def __init__(self, *, is_silent: bool = False) -> None:
        self.is_silent = is_silent

    def challenge(self, effort: int = 1) -> dict[str, object]:
        """How hard it is."""
        return {"effort": effort}

    def solved(self, answer: str, address: str, effort: int = 1) -> str:
        """The answer itself when it is right, and hard enough: « juste 1 » is easy, « juste dur 1 » is not."""
        if self.is_silent:
            raise CaptchaUnavailableError
        is_enough = effort == 1 or "dur" in answer
        return answer if answer.startswith("juste") and is_enough else ""
