"""What a person types and has not sent: kept while it is typed, found again on any device."""

import reflex as rx

from espace_factures.app import words
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.web.access import secured

USE = Permission.ACCOUNT_USE
LONGEST_STAMP = 60


class Words(rx.State):
    """What was found for the forms of the page, until it is in them."""

    found: dict[str, dict[str, str]] = {}
    stamp: str = ""
    """Which look of the page it answers."""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def look(self, actor: Actor, places: str, stamp: str) -> None:
        """A form is there: what had been typed in it."""
        self.found = await read(words.of, actor, places.split())
        self.stamp = stamp[:LONGEST_STAMP]

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def keep(self, actor: Actor, place: str, typed: dict[str, str]) -> None:
        """What is typed there now."""
        await run(words.keep, actor, place, typed)
