"""« Gérer mes établissements »: the person's own demandes, above what the établissements show of themselves."""

from typing import Any

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.establishments.state import EstablishmentsState
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import PendingRow
from espace_factures.habilitations.service import applications
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class PendingState(Feedback, rx.State):
    """The demandes that wait, or were refused lately."""

    is_loaded: bool = False
    rows: list[PendingRow] = []

    @rx.event
    @secured(Permission.ESTABLISHMENT_USE)
    async def load(self, actor: Actor) -> Any:
        """Read them, then the établissements."""
        await self._read(actor)
        return EstablishmentsState.load

    @rx.event
    @secured(Permission.ESTABLISHMENT_USE)
    async def refresh(self, actor: Actor) -> None:
        """Read them again when somebody acts."""
        await self._read(actor)

    async def _read(self, actor: Actor) -> None:
        pending = await live.follow(
            self,
            PendingState.refresh,
            lambda: read(applications.pending_of, actor),
            topics.account(actor.account_id),
        )
        self.rows = presenter.pending_rows(pending)
        self.is_loaded = True
