"""The page behind the link of a warning: following it does nothing, one click freezes the RIB; nobody signs in."""

import reflex as rx

from espace_factures.app.run import read, run
from espace_factures.ribs.service import freezing
from espace_factures.web.access import Feedback, public
from espace_factures.web.address import query_value


class FreezeState(Feedback, rx.State):
    """What the link is about, and what became of it."""

    is_loaded: bool = False
    place: str = ""
    number: str = ""
    is_frozen: bool = False
    is_over: bool = False
    _link: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Say which RIB it is."""
        self._link, self.is_loaded = query_value(self, "lien"), False
        await self._read()

    @rx.event
    @public
    async def freeze(self) -> None:
        """Freeze it."""
        await run(freezing.freeze, self._link)
        await self._read()

    async def _read(self) -> None:
        found = await read(freezing.suspected, self._link)
        self.place, self.number = found.place, found.number
        self.is_frozen, self.is_over = found.is_frozen, found.is_over
        self.is_loaded = True
