"""« Ce qui ouvre votre compte »: kept or taken away, before one goes on."""

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.profile.presenter import OpeningRow, opening_row
from espace_factures.profile.service import openings
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value
from espace_factures.web.returns import safe_return

PROTECT = Permission.ACCOUNT_PROTECT


class OpeningsState(Feedback, rx.State):
    """What opens the account, and where its person was going."""

    is_loaded: bool = False
    rows: list[OpeningRow] = []
    wanted: str = ""

    @rx.event
    @secured(PROTECT, keeps_feedback=True)
    async def load(self, actor: Actor) -> EventSpec | None:
        """Read it; somebody whose password alone opens the account goes on."""
        self.wanted = safe_return(query_value(self, "suite"), default=routes.DEMANDES)
        self.rows = [opening_row(found) for found in await read(openings.mine, actor)]
        if not self.rows and not actor.must_review:
            return rx.redirect(self.wanted, replace=True)
        self.is_loaded = True
        return None

    @rx.event
    @secured(PROTECT)
    async def keep(self, actor: Actor, form: dict[str, str]) -> EventSpec:
        """Take away what is not ticked."""
        await run(openings.keep, actor, {name for name, value in form.items() if value})
        return rx.redirect(self.wanted or routes.DEMANDES)
