"""The agents' queue and screen of RIBs."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

import reflex as rx

from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.demandes.state.queue import QueuePage
from espace_factures.ribs import presenter
from espace_factures.ribs.presenter import OtherRow, QueueRow, RibView
from espace_factures.ribs.repository import Row
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping
from espace_factures.ribs.service.alerts import Alert
from espace_factures.ribs.service.case import RibDossier

VALIDATE = Permission.RIB_VALIDATE


class RibQueueState(QueuePage, rx.State):
    """The agents' queue."""

    RIGHT: ClassVar = VALIDATE
    KIND: ClassVar = Kind.RIB

    rows: list[QueueRow] = []

    async def _question(self, actor: Actor) -> tuple[Sequence[Row], datetime]:
        return await read(keeping.queue, actor, self.search, self.view)

    def _show(self, found: tuple[Sequence[Row], datetime]) -> None:
        self.rows = presenter.queue_rows(*found)


class RibDecisionState(DecisionPage, rx.State):
    """One RIB on the agent's screen."""

    RIGHT: ClassVar = VALIDATE
    KIND: ClassVar = Kind.RIB

    view: RibView = RibView()
    alerts: list[Alert] = []
    others: list[OtherRow] = []

    def _show(self, dossier: RibDossier) -> None:
        self.view, self.history = presenter.view_of(dossier), presenter.life_rows(dossier)
        self.alerts, self.others = dossier.panel.alerts, presenter.other_rows(dossier)

    def _shown_version(self) -> int:
        return self.view.version

    def _preview(self) -> str:
        if self.chosen != Status.REFUSED:
            return ""
        return presenter.preview_words(self.view.place, self.view.number, self.reason, self.comment)
