"""Is somebody still there? A session ends without gesture; its page says so five minutes before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import reflex as rx

from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.web.access import secured

WARNED_SECONDS: Final = 300
FIRST_LOOK_SECONDS: Final = 24 * 60
"""No session ends sooner after a gesture than half an hour."""
NEXT_LOOK_SECONDS: Final = 20
"""While the page asks: another tab may have answered."""


@dataclass(slots=True)
class Absence:
    """Who knows how long a session still waits: introduced by wiring."""

    seconds_left: Callable[[Reading, Inside, Actor], float] | None = None


absence = Absence()


class Presence(rx.State):
    """When the page looks again, and whether it asks."""

    is_asked: bool = False
    wait: int = FIRST_LOOK_SECONDS
    looks: int = 0

    @rx.event
    @secured(Permission.ACCOUNT_PROTECT, keeps_feedback=True)
    async def look(self, actor: Actor) -> None:
        """Ask once the end is near; the guard leads a page whose session has ended to « Connexion »."""
        left = await read(absence.seconds_left, actor) if absence.seconds_left else FIRST_LOOK_SECONDS
        self.is_asked = left <= WARNED_SECONDS
        calm = min(left - WARNED_SECONDS, FIRST_LOOK_SECONDS)
        self.wait = round(min(max(left, 0), NEXT_LOOK_SECONDS) if self.is_asked else calm) + 1
        self.looks += 1

    @rx.event
    @secured(Permission.ACCOUNT_PROTECT, keeps_feedback=True)
    async def stay(self) -> None:
        """Go on: this gesture keeps the session, as any other does."""
        self.is_asked, self.wait, self.looks = False, FIRST_LOOK_SECONDS, self.looks + 1
