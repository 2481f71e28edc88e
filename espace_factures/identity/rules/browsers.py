"""Where somebody comes from: what they hold, and whether it is known for the account they ask for."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from espace_factures.core.addresses import network_of
from espace_factures.identity.rules import traces

MOST_PEOPLE: Final = 8
"""Those who last signed in from one browser; a counter at the town hall has more, and forgets the first."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that people signed in from: its mark, and since when it knows which addresses (by their traces)."""

    mark: str = ""
    since: dict[str, int] = field(default_factory=dict)

    def mark_for(self, email: str) -> str:
        """What counts its tries apart, when the person of this address signed in from it before."""
        return self.mark if traces.trace_of_address(email) in self.since else ""

    def known_since(self, email: str) -> datetime | None:
        """When the person of this address first signed in from it."""
        instant = self.since.get(traces.trace_of_address(email))
        return datetime.fromtimestamp(instant, UTC) if instant is not None else None

    def having_seen(self, email: str, now: datetime, mark: str) -> "Browser":
        """The same once the person of this address signed in from it; `mark` is for one that has none yet."""
        trace = traces.trace_of_address(email)
        others = {name: at for name, at in self.since.items() if name != trace}
        kept = dict(list(others.items())[-MOST_PEOPLE + 1 :])
        return replace(self, mark=self.mark or mark, since=kept | {trace: self.since.get(trace, int(now.timestamp()))})


@dataclass(frozen=True, slots=True)
class Device:
    """What somebody signs in from: the words of their browser, their IP address, and what the browser remembers."""

    user_agent: str
    address: str = ""
    browser: Browser = Browser()

    def source_of(self, email: str) -> str:
        """Whose tries are counted together for an address: this browser's when it knows it, else its network's."""
        return f"{self.browser.mark_for(email) or network_of(self.address)}:{email}"
