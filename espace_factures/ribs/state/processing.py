"""The agents' queue and screen of RIBs."""

from typing import ClassVar

import reflex as rx

from espace_factures.core.access import Permission
from espace_factures.demandes.rules import Kind
from espace_factures.queues.state.listing import QueuePage
from espace_factures.queues.state.sheet import SheetPage
from espace_factures.ribs import presenter
from espace_factures.ribs.presenter import OtherRow, RibView
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service.alerts import Alert
from espace_factures.ribs.service.case import RibDossier

VALIDATE = Permission.RIB_VALIDATE


class RibQueueState(QueuePage, rx.State):
    """The agents' queue."""

    RIGHT: ClassVar = VALIDATE
    KIND: ClassVar = Kind.RIB


class RibDecisionState(SheetPage, rx.State):
    """One RIB on the agent's screen."""

    RIGHT: ClassVar = VALIDATE
    KIND: ClassVar = Kind.RIB

    view: RibView = RibView()
    alerts: list[Alert] = []
    others: list[OtherRow] = []

    def _show(self, dossier: RibDossier) -> None:
        self.view, self.alerts = presenter.view_of(dossier), dossier.panel.alerts
        self.others = presenter.other_rows(dossier)

    def _preview(self) -> str:
        if self.chosen != Status.REFUSED:
            return ""
        return presenter.preview_words(self.view.place, self.view.number, self._known_reason(), self.comment)
