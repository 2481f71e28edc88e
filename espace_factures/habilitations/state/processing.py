"""The agents' queue and screen of habilitations."""

from typing import ClassVar

import reflex as rx

from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import Comparison, HabilitationView, Neighbour
from espace_factures.habilitations.service import case
from espace_factures.habilitations.service.case import HabilitationDossier
from espace_factures.queues.state.listing import QueuePage
from espace_factures.queues.state.sheet import SheetPage

DECIDE = Permission.HABILITATION_DECIDE


class HabilitationQueueState(QueuePage, rx.State):
    """The agents' queue."""

    RIGHT: ClassVar = DECIDE
    KIND: ClassVar = Kind.HABILITATION


class HabilitationDecisionState(SheetPage, rx.State):
    """One habilitation on the agent's screen."""

    RIGHT: ClassVar = DECIDE
    KIND: ClassVar = Kind.HABILITATION

    view: HabilitationView = HabilitationView()
    comparison: list[Comparison] = []
    members: list[Neighbour] = []
    others: list[Neighbour] = []

    async def _question(self, actor: Actor) -> HabilitationDossier:
        return await case.beside_registry(actor, await super()._question(actor))

    def _show(self, dossier: HabilitationDossier) -> None:
        self.view, self.comparison = presenter.view_of(dossier), presenter.compare(dossier)
        self.members, self.others = presenter.member_rows(dossier), presenter.other_rows(dossier)

    def _preview(self) -> str:
        return presenter.preview_words(self.chosen, self.view, self._known_reason(), self.comment)
