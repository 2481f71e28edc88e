"""One demande, as the person follows it."""

from typing import ClassVar

import reflex as rx

from espace_factures.app import topics
from espace_factures.core.access import Actor, Permission
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.demandes.state.answering import AnswerPage
from espace_factures.habilitations import presenter
from espace_factures.habilitations.presenter import HabilitationView
from espace_factures.habilitations.service.case import HabilitationDossier
from espace_factures.web import live
from espace_factures.web.access import secured
from espace_factures.web.address import query_value

REQUEST = Permission.HABILITATION_REQUEST


class FollowState(AnswerPage, rx.State):
    """The page of a demande."""

    RIGHT: ClassVar = REQUEST
    KIND: ClassVar = Kind.HABILITATION
    ANSWERED: ClassVar = "Complément envoyé. Un agent l’examine."
    WITHDRAWN: ClassVar = "Demande retirée."

    view: HabilitationView = HabilitationView()

    @rx.event
    @secured(REQUEST, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it again; what was sent for another demande is forgotten."""
        reference = query_value(self, "ref")
        if reference != self.view.reference:
            self.received = self.received_names = self.notice = self.alert = ""
            self.errors = {}
        dossier = await live.follow(
            self, FollowState.load, lambda: self._question(actor, reference), topics.demande(reference)
        )
        self.view, self.history = presenter.view_of(dossier), presenter.life_rows(dossier)
        self._show_thread(dossier, actor)
        self._say_sent(reference)
        self.is_loaded = True

    async def _question(self, actor: Actor, reference: str) -> HabilitationDossier:
        return await dossiers.person_dossier(actor, Kind.HABILITATION, reference)

    def _say_sent(self, reference: str) -> None:
        if self.view.why or self.view.is_accepted:
            self.notice = ""
        if query_value(self, "envoi") == "1" and self.view.version == 1:
            self.notice = f"Demande envoyée : référence {reference}. Un courriel vous le confirme."
