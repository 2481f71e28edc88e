"""The agents' queue and screen of habilitations."""

from typing import ClassVar

import reflex as rx

from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.state.deciding import DecisionPage
from espace_factures.demandes.state.queue import QueuePage
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import Comparison, HabilitationView, Neighbour, QueueRow
from espace_factures.habilitations.service import case, queue
from espace_factures.habilitations.service.case import HabilitationDossier
from espace_factures.habilitations.service.queue import Queue

DECIDE = Permission.HABILITATION_DECIDE


class HabilitationQueueState(QueuePage, rx.State):
    """The agents' queue."""

    RIGHT: ClassVar = DECIDE
    KIND: ClassVar = Kind.HABILITATION

    rows: list[QueueRow] = []

    async def _question(self, actor: Actor) -> Queue:
        return await read(queue.queue, actor, self.search, self.view)

    def _show(self, found: Queue) -> None:
        self.rows, self.lead = presenter.queue_rows(found.rows, found.now), presenter.queue_words(found, self.search)


class HabilitationDecisionState(DecisionPage, rx.State):
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
        self.view, self.history = presenter.view_of(dossier), presenter.life_rows(dossier)
        self.comparison = presenter.compare(dossier)
        self.members, self.others = presenter.member_rows(dossier), presenter.other_rows(dossier)

    def _shown_version(self) -> int:
        return self.view.version

    def _preview(self) -> str:
        return presenter.preview_words(self.chosen, self.view, self.reason, self.comment)
